# Starts, stops and shows the kernel of a home.

readiness_seconds=90
stopping_seconds=30
log_limit_kb=10240

# read_options ARGUMENTS…: the options of up, down, status, logs and open; what a command does not know is refused.
read_options() {
    port=${AULE_PORT:-8080} host=127.0.0.1 opens=yes foreground=no json=no follows=no lines=100 forces=no
    default_home
    while [ $# -gt 0 ]; do
        case $command$1 in
            *--home=*) use_home "${1#--home=}" ;;
            *--home) need_value "$@" && shift && use_home "$1" ;;
            up--port=*) port=${1#--port=} ;;
            up--port) need_value "$@" && shift && port=$1 ;;
            up--host=*) host=${1#--host=} ;;
            up--host) need_value "$@" && shift && host=$1 ;;
            up--store=*) use_store "${1#--store=}" ;;
            up--store) need_value "$@" && shift && use_store "$1" ;;
            up--data=*) use_data "${1#--data=}" ;;
            up--data) need_value "$@" && shift && use_data "$1" ;;
            up--no-open | open--no-open) opens=no ;;
            up--foreground) foreground=yes ;;
            status--json) json=yes ;;
            logs-f) follows=yes ;;
            logs-n) need_value "$@" && shift && lines=$1 ;;
            down--force) forces=yes ;;
            *-h | *--help)
                cat "$parts/help.txt"
                exit 0
                ;;
            *) misuse "The command $command does not know \"$1\"." ;;
        esac
        shift
    done
    case $port in '' | *[!0-9]* | ??????*) misuse "The port \"$port\" is not a number from 1 to 65535." ;; esac
    [ "$port" -ge 1 ] && [ "$port" -le 65535 ] || misuse "The port \"$port\" is not a number from 1 to 65535."
    case $lines in '' | *[!0-9]*) misuse "The option -n needs a number of lines." ;; esac
}

# --- up -------------------------------------------------------------------------------------------------------------

aule_up() {
    read_options "$@"
    find_jdk
    if [ -n "$(kernel_pid)" ]; then
        say "Aule runs already on the home $home."
        build_client_once
        welcome
        return
    fi
    furnish_home
    need_free_port
    build_everything
    prefer_isolation
    rotate_log
    if [ "$foreground" = yes ]; then
        (await_kernel $$ && welcome) &
        kernel_replaces_this
    fi
    start_kernel
    await_kernel "$kernel_started" || explain_failure
    welcome
}

need_free_port() {
    # A kernel that was killed a moment ago may hold its port a moment longer.
    kernel_patience=30
    while [ "$kernel_patience" -gt 0 ] && [ "$(kernel_field port)" = "$port" ] && port_is_taken "$port"; do
        kernel_patience=$((kernel_patience - 1))
        nap
    done
    if port_is_taken "$port"; then
        kernel_other=$((port + 1))
        while port_is_taken "$kernel_other"; do kernel_other=$((kernel_other + 1)); done
        fail "The port $port is taken by another program; stop that one or start Aule with: $name up --port $kernel_other"
    fi
}

# port_is_taken PORT: somebody listens on it, on all addresses or on this machine's own.
port_is_taken() {
    if [ -r /proc/net/tcp ]; then
        kernel_hex=$(printf '%04X' "$1")
        cat /proc/net/tcp /proc/net/tcp6 2>/dev/null | awk -v port="$kernel_hex" '
            $4 == "0A" && split($2, at, ":") == 2 && at[2] == port && at[1] ~ /^(0+|0100007F|0+01000000|0+FFFF0+0100007F)$/ { taken = 1 }
            END { exit !taken }'
    elif command -v lsof >/dev/null 2>&1; then
        lsof -nP -iTCP:"$1" -sTCP:LISTEN >/dev/null 2>&1
    else
        return 1
    fi
}

rotate_log() {
    kernel_log=$home/logs/kernel.log
    [ -f "$kernel_log" ] && [ "$(du -k "$kernel_log" | cut -f 1)" -ge "$log_limit_kb" ] || return 0
    for kernel_each in 3 2 1; do
        [ ! -f "$kernel_log.$kernel_each" ] || mv -f "$kernel_log.$kernel_each" "$kernel_log.$((kernel_each + 1))"
    done
    mv -f "$kernel_log" "$kernel_log.1"
}

kernel_replaces_this() {
    speak_utf8
    java_replaces_this "$kernel_cache" "$kernel_flags" "$kernel_jar" \
        aule.boot.Main --home "$home" --port "$port" --host "$host" --desktop "$root/desktop/dist"
}

# start_kernel: a process of its own session, which outlives this terminal.
start_kernel() {
    (umask 077 && : >>"$kernel_log")
    kernel_lines=$(wc -l <"$kernel_log")
    kernel_detach="nohup"
    ! command -v setsid >/dev/null 2>&1 || kernel_detach="nohup setsid"
    (
        umask 077
        cd "$home" || exit
        speak_utf8
        set -- -cp "$(classpath "$kernel_jar")" aule.boot.Main \
            --home "$home" --port "$port" --host "$host" --desktop "$root/desktop/dist"
        [ ! -f "$kernel_cache" ] || set -- "-XX:AOTCache=$kernel_cache" '-Xlog:aot*=error' "$@"
        # shellcheck disable=SC2086 # one word a flag
        exec $kernel_detach "$JAVA_HOME/bin/java" $kernel_flags "$@" >>"$kernel_log" 2>&1 </dev/null
    ) &
    kernel_started=$!
}

# await_kernel PID: until the kernel answers; fails when the process ended before.
await_kernel() {
    kernel_link=$(client link --home "$home" --wait "$readiness_seconds" --pid "$1") || return 1
}

explain_failure() {
    complain "The kernel did not start. Its last words in $kernel_log are"
    tail -n "+$((kernel_lines + 1))" "$kernel_log" | tail -n 15 | sed 's/^/    /' >&2
    say "Check the machine with: $name doctor"
    exit 1
}

# welcome: where the desktop is and how to get in; every link works once.
welcome() {
    if [ -z "${kernel_link:-}" ]; then kernel_link=$(client link --home "$home") || exit 1; fi
    printf 'Aule is ready at %s\n' "$(kernel_address)"
    printf 'Sign in, once, within ten minutes: %s\n' "$kernel_link"
    if [ "$opens" = yes ]; then open_browser; fi
}

# open_browser: in a browser of its own link, so that the printed one stays good; without a display nothing happens.
open_browser() {
    kernel_browser=$(browser_opener)
    [ -n "$kernel_browser" ] || return 0
    "$kernel_browser" "$(client link --home "$home")" >/dev/null 2>&1 </dev/null &
}

browser_opener() {
    if [ "$(uname -s)" = Darwin ]; then
        echo open
    elif command -v wslview >/dev/null 2>&1; then
        echo wslview
    elif [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] && command -v xdg-open >/dev/null 2>&1; then
        echo xdg-open
    fi
}

# --- down, status, logs, open ---------------------------------------------------------------------------------------

aule_down() {
    read_options "$@"
    kernel_running=$(kernel_pid)
    if [ -z "$kernel_running" ]; then
        say "Aule does not run on the home $home."
        return
    fi
    kill -TERM "$kernel_running" 2>/dev/null || fail "The process $kernel_running belongs to another person; stop it as that one."
    if [ "$forces" = yes ]; then kill -KILL "$kernel_running" 2>/dev/null || :; fi
    kernel_until=$(($(date +%s) + stopping_seconds))
    while [ -n "$(command_line "$kernel_running")" ]; do
        [ "$(date +%s)" -lt "$kernel_until" ] ||
            fail "The process $kernel_running has not stopped within $stopping_seconds seconds; $name down --force ends it at once, nothing accepted is lost."
        nap
    done
    echo "Aule on the home $home is stopped."
}

aule_status() {
    read_options "$@"
    if [ -z "$(kernel_pid)" ]; then
        if [ "$json" = yes ]; then
            printf '{"ready":false,"running":false,"home":%s}\n' "$(as_json "$home")"
        else
            echo "Aule does not run on the home $home; start it with: $name up"
        fi
        exit 1
    fi
    find_jdk
    build_client_once
    if [ "$json" = yes ]; then client status --home "$home" --json; else client status --home "$home"; fi
}

aule_logs() {
    read_options "$@"
    kernel_log=$home/logs/kernel.log
    [ -f "$kernel_log" ] || fail "The home $home has no log yet; start Aule with: $name up"
    if [ "$follows" = yes ]; then exec tail -n "$lines" -F "$kernel_log"; fi
    exec tail -n "$lines" "$kernel_log"
}

aule_open() {
    read_options "$@"
    [ -n "$(kernel_pid)" ] || fail "Aule does not run on the home $home; start it with: $name up"
    find_jdk
    build_client_once
    welcome
}
