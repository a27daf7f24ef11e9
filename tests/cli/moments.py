"""moments.py: how soon a program ends that a user interrupts, at random moments over a run.

moments.py SEED COUNT COMMAND...    runs it once to its end, then COUNT times, in one after another COUNTth part of its work, with
                                    SIGINT at a moment of it. Fails where a run takes more than a second of a processor's time
                                    from there to its end, is ended by anything else, or has changed the directory or left a process
                                    behind. Prints a line for each.
"""

import os
import random
import signal
import subprocess
import sys
import time

LEAST_S = 1.0  # of a processor, which a loaded machine may take longer to give
PATIENCE_S = 20.0


def used_s(process):
    """What it has had of processors so far; none where it has ended."""
    with open(f"/proc/{process}/stat") as file:
        fields = file.read().rsplit(") ", 1)[1].split()
    return None if fields[0] == "Z" else (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def start(command):
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
                            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))


def end(process):
    _, status, usage = os.wait4(process.pid, 0)
    return os.waitstatus_to_exitcode(status), usage.ru_utime + usage.ru_stime


def outlived(group):
    """Whether processes of it go on for longer than a moment."""
    for _ in range(100):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return False
        time.sleep(0.02)
    os.killpg(group, signal.SIGKILL)
    return True


def interrupt(command, moment_s):
    """Line that says how it went, and whether it was right."""
    before = sorted(os.listdir("."))
    process = start(command)
    had_s = 0.0
    while had_s is not None and had_s < moment_s:
        time.sleep(0.003)
        had_s = used_s(process.pid)
    begun_s = time.monotonic()
    os.kill(process.pid, signal.SIGINT)
    code, total_s = end(process)
    took_s, worked_s = time.monotonic() - begun_s, total_s - (total_s if had_s is None else had_s)
    is_right = took_s < PATIENCE_S and worked_s < LEAST_S and not outlived(process.pid)
    if had_s is not None:
        is_right = is_right and code == -signal.SIGINT and sorted(os.listdir(".")) == before
    return f"after {moment_s:.2f} s of work: {code}, {took_s:.2f} s later, {worked_s:.2f} s of work", is_right


def main():
    seed, count, command = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]
    chance = random.Random(seed)
    before = set(os.listdir("."))
    code, whole_s = end(start(command))
    if code:
        sys.exit(f"moments.py: exit code {code} without a signal")
    for name in set(os.listdir(".")) - before:
        os.unlink(name)
    print(f"seed {seed}: {whole_s:.2f} s of work in all")
    failures = 0
    for i in range(count):
        line, is_right = interrupt(command, whole_s * 0.95 * (i + chance.random()) / count)
        print(line if is_right else f"{line}: WRONG")
        failures += not is_right
        for name in set(os.listdir(".")) - before:
            os.unlink(name)
    sys.exit(failures > 0)


main()
