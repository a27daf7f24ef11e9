#!/usr/bin/env bats
# package.bats: the tarball, and the Debian packages that are built of it. Building takes longer than a test may, so it
# comes before them.

load helper

setup_file() {
    local root=$BATS_TEST_DIRNAME/../.. packed=$BATS_FILE_TMPDIR/packed
    [ "${DMZ_SANITIZED-}" != 1 ] && ! grep -aq __asan_init "${DMZCALC:-build/dmzcalc}" || return 0
    mkdir "$packed"
    (
        unset MAKEFLAGS MFLAGS MAKEOVERRIDES DESTDIR PREFIX
        make --silent -C "$root" dist BUILD="$packed" >/dev/null
        tar -xzf "$packed"/dmzcalc-*.tar.gz -C "$packed"
        cd "$packed"/dmzcalc-*/
        make --silent CFLAGS='-O0 -Werror' all
        mkdir "$packed/elsewhere"
        tar -xzf "$packed"/dmzcalc-*.tar.gz -C "$packed/elsewhere"
        (umask 027 && cd "$packed"/elsewhere/dmzcalc-*/ &&
            TZ=Asia/Seoul LC_ALL=C make -j"$(nproc)" --silent BUILD=other CFLAGS='-O0 -Werror' all)
        ! dpkg-checkbuilddeps packaging/debian/control || make --silent deb
    ) >"$packed/log" 2>&1 || echo failed >>"$packed/log"
}

# unpacked: goes to where the tarball was unpacked and built.
unpacked() {
    ! is_sanitized || skip "the build under test is another"
    packed=$BATS_FILE_TMPDIR/packed
    tail -n 20 "$packed/log"
    run -1 grep -x failed "$packed/log"
    cd "$packed"/dmzcalc-*/
}

@test "the tarball builds by itself a program that does what this one does" {
    unpacked
    build/dmzcalc -q data/lines/cyprus.geojson >"$BATS_TEST_TMPDIR/zones"
    "$program" -q data/lines/cyprus.geojson | cmp - "$BATS_TEST_TMPDIR/zones"
    [ -s build/share/dmzcalc.1 ]
}

@test "built in another place, at another time and in another language, program and libraries have the same bytes" {
    unpacked
    other=$(echo "$packed"/elsewhere/dmzcalc-*/other)
    for file in dmzcalc libdmz.a libdmz.so.* share/dmzcalc.1; do
        file=$(cd build && echo $file)
        cmp "build/$file" "$other/$file"
    done
    run -1 grep -a "$packed" build/dmzcalc
}

@test "the tarball has the same bytes when it is packed again, by whomever, and out of itself" {
    unpacked
    (umask 077 && TZ=Asia/Seoul LC_ALL=C make --silent -C "$root" dist BUILD="$BATS_TEST_TMPDIR/again")
    cmp "$packed"/dmzcalc-*.tar.gz "$BATS_TEST_TMPDIR"/again/dmzcalc-*.tar.gz
    make --silent dist BUILD="$BATS_TEST_TMPDIR/itself"
    cmp "$packed"/dmzcalc-*.tar.gz "$BATS_TEST_TMPDIR"/itself/dmzcalc-*.tar.gz
    tar -tvzf "$packed"/dmzcalc-*.tar.gz | awk '{ print $2 }' | sort -u | diff - <(echo 0/0)
}

@test "the Debian packages are whole, and lintian finds no error" {
    unpacked
    [ -d build/deb ] || skip "what Debian packages are built with is not installed"
    cd build/deb
    mkdir root
    for package in dmzcalc libdmz0 libdmz-dev; do
        dpkg-deb -x "$package"_*.deb root
    done
    root/usr/bin/dmzcalc -q root/usr/share/dmzcalc/lines/cyprus.geojson >zones.geojson
    is_zones zones.geojson
    [ -s root/usr/share/man/man1/dmzcalc.1.gz ]
    [ -s root/usr/share/bash-completion/completions/dmzcalc ]
    [ -s root/usr/share/zsh/vendor-completions/_dmzcalc ]
    readelf -d root/usr/lib/*/libdmz.so.0 | grep -F 'soname: [libdmz.so.0]'
    [ -L root/usr/lib/*/libdmz.so ]
    dpkg-deb -f dmzcalc_*.deb Depends | grep -F libgeos-c1v5
    command -v lintian >/dev/null || skip "lintian is not installed: the packages were not looked at"
    run -1 grep '^E: ' "$packed/log"
    grep -c '^E: \|^W: ' "$packed/log" || true
}
