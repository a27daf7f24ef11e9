#!/usr/bin/env bats
# build.bats: how the program is built: hardened against mistakes that nobody has found yet.

load helper

@test "addresses are random, and what is only read when the program starts cannot be written afterwards" {
    readelf -hW "$program" | grep -E 'Type: +DYN'
    readelf -lW "$program" | grep GNU_RELRO
    readelf -dW "$program" | grep BIND_NOW
    run -1 grep TEXTREL <(readelf -dW "$program")
}

@test "neither the stack nor anything else that can be written can be run" {
    readelf -lW "$program" | grep -E 'GNU_STACK .* RW '
    run -1 grep -E 'LOAD .* RWE ' <(readelf -lW "$program")
}

@test "the stack is watched, and copies into buffers of known size" {
    ! is_sanitized || skip "sanitizers watch both"
    readelf -sW --dyn-syms "$program" | grep __stack_chk_fail
    readelf -sW --dyn-syms "$program" | grep -E '__(memcpy|snprintf|vsnprintf)_chk'
}

@test "functions begin with the mark that jumps by address must land on" {
    [ "$(uname -m)" = x86_64 ] || skip "the mark is of x86-64"
    objdump -d --no-show-raw-insn "$program" | grep -A1 '<main>:' | grep endbr64
}
