# What the launcher says. What only accompanies the work goes to the error output, results go to the output.

if [ -t 2 ] && [ -z "${NO_COLOR:-}" ] && [ "${TERM:-dumb}" != dumb ]; then
    dim=$(printf '\033[2m') red=$(printf '\033[31m') green=$(printf '\033[32m') yellow=$(printf '\033[33m')
    plain=$(printf '\033[0m')
else
    dim='' red='' green='' yellow='' plain=''
fi

say() { printf '%s\n' "$*" >&2; }

complain() { printf '%saule:%s %s\n' "$red" "$plain" "$*" >&2; }

# fail SENTENCE: the command ends here.
fail() {
    complain "$*"
    exit 1
}

# misuse SENTENCE: the person typed something that this command does not know.
misuse() {
    complain "$* See $name --help."
    exit 2
}

# need_value OPTION REST…: the option needs a value behind it.
need_value() { [ $# -ge 2 ] || misuse "The option $1 needs a value."; }

# as_json TEXT: the text as a JSON string.
as_json() {
    printf '"%s"' "$(printf '%s' "$1" | tr '\n\t' '  ' | sed 's/\\/\\\\/g; s/"/\\"/g')"
}

nap() { sleep 0.1 2>/dev/null || sleep 1; }

# step SENTENCE LOG COMMAND…: runs a command that takes a while, shows that time passes, keeps its output in LOG.
step() {
    step_says=$1 step_log=$2
    shift 2
    mkdir -p "$(dirname "$step_log")"
    step_began=$(date +%s)
    "$@" >"$step_log" 2>&1 </dev/null &
    step_pid=$!
    trap 'kill "$step_pid" 2>/dev/null; exit 130' INT TERM
    if [ -t 2 ]; then
        while kill -0 "$step_pid" 2>/dev/null; do
            printf '\r%s … %s%s s%s' "$step_says" "$dim" $(($(date +%s) - step_began)) "$plain" >&2
            nap
        done
        printf '\r\033[K' >&2
    else
        say "$step_says …"
    fi
    step_failed=0
    wait "$step_pid" || step_failed=$?
    trap - INT TERM
    if [ "$step_failed" -ne 0 ]; then
        say "${red}✗${plain} $step_says: the last lines of $step_log are"
        tail -n 25 "$step_log" | sed 's/^/    /' >&2
        return 1
    fi
    say "${green}✓${plain} $step_says ${dim}$(($(date +%s) - step_began)) s${plain}"
}
