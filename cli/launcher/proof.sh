# ./aule test: runs everything, or one part, and says at the end what passed, with seconds.

proof_logs=$root/target/launcher/test

aule_test() {
    default_home
    proof_parts=''
    while [ $# -gt 0 ]; do
        case $1 in
            --home=*) use_home "${1#--home=}" ;;
            --home) need_value "$@" && shift && use_home "$1" ;;
            -*) misuse "The command test does not know \"$1\"." ;;
            *) proof_parts="$proof_parts $1" ;;
        esac
        shift
    done
    find_jdk
    proof_began=$(date +%s) proof_summary='' proof_failed=no
    for proof_part in ${proof_parts:-kernel desktop browser launcher}; do
        case $proof_part in
            kernel) part "kernel, client, architecture, formatting" prove_kernel ;;
            cli) part "client" prove_client ;;
            desktop) part "desktop" prove_desktop ;;
            browser) part "browser" prove_browser ;;
            launcher) part "launcher" prove_launcher ;;
            quick) part "formatting, architecture, client" prove_quickly ;;
            *Tests | *Tests.* | *Tests\#*) part "$proof_part" prove_class "$proof_part" ;;
            *) misuse "There is no part \"$proof_part\"; there are kernel, cli, desktop, browser, launcher, quick and the classes that end in Tests." ;;
        esac
    done
    printf '\n%s' "$proof_summary"
    if [ "$proof_failed" = yes ]; then
        echo "./aule test failed after $(($(date +%s) - proof_began)) s; the logs are in $proof_logs."
        exit 1
    fi
    echo "./aule test passed in $(($(date +%s) - proof_began)) s."
}

# part WORDS COMMAND…: one part of the proof; the others go on when it fails.
part() {
    proof_words=$1
    shift
    printf '\n== %s\n' "$proof_words"
    proof_start=$(date +%s)
    proof_mark=passed
    ("$@") || proof_mark=FAILED proof_failed=yes
    proof_summary="$proof_summary$(printf '%s  %4d s  %s' "$proof_mark" $(($(date +%s) - proof_start)) "$proof_words")
"
}

# watched LOG PATTERN COMMAND…: keeps all output in the log and shows the lines that a reader waits for. When the
# command fails, the end of the log is shown too.
watched() {
    proof_log=$proof_logs/$1 proof_pattern=$2
    shift 2
    mkdir -p "$proof_logs"
    rm -f "$proof_log.failed"
    { colourless "$@" </dev/null 2>&1 || : >"$proof_log.failed"; } | tee "$proof_log" | grep --line-buffered -E "$proof_pattern" || :
    if [ -e "$proof_log.failed" ]; then
        rm -f "$proof_log.failed"
        echo "-- the end of $proof_log"
        tail -n 60 "$proof_log"
        return 1
    fi
}

# colourless COMMAND…: what goes into a log has no colours. A function can be the command, so this is no call of env.
colourless() (
    unset FORCE_COLOR
    NO_COLOR=1
    export NO_COLOR
    "$@"
)

maven_lines='Tests run:|ERROR|FAIL|BUILD'
npm_lines='Tests  |Test Files|passed|failed|error|built in|FAIL'

prove_kernel() {
    need_maven
    rm -f "$kernel_cache" "$client_cache" "$stamps/java"
    watched kernel.log "$maven_lines" maven -ntp spotless:check verify || return 1
    stamp java "$(sum_of_java)"
}

prove_client() {
    need_maven
    watched client.log "$maven_lines" maven -ntp -pl cli spotless:check verify
}

prove_quickly() {
    need_maven
    watched quick.log "$maven_lines" maven -ntp -pl kernel,cli spotless:check test -Dtest='RoomTests,ArchitectureTests,aule.cli.*Tests' -Dsurefire.failIfNoSpecifiedTests=false
}

prove_class() {
    need_maven
    proof_simple=${1%%#*}
    proof_simple=${proof_simple##*.}
    proof_module=''
    for proof_each in kernel cli; do
        [ -z "$(find "$root/$proof_each/src/test" -name "$proof_simple.java" 2>/dev/null)" ] || proof_module=$proof_each
    done
    [ -n "$proof_module" ] || fail "There is no test class $proof_simple."
    watched class.log "$maven_lines" maven -ntp -pl "$proof_module" test -Dtest="$1"
}

prove_desktop() {
    need_node
    watched npm.log 'added|error' npm --prefix "$root/desktop" ci --no-audit --no-fund || return 1
    stamp packages "$(cksum <"$root/desktop/package-lock.json")"
    watched desktop.log "$npm_lines" npm --prefix "$root/desktop" test || return 1
    watched desktop-build.log "$npm_lines" npm --prefix "$root/desktop" run build || return 1
    stamp desktop "$(sum_of_desktop)"
}

prove_browser() {
    . "$parts/chromium.sh"
    need_chromium
    build_everything
    prefer_isolation
    watched browser.log '.' npm --prefix "$root/desktop" run test:browser
}

prove_launcher() {
    build_everything
    watched launcher.log '.' sh "$root/cli/src/test/sh/launcher.sh" "$root"
}
