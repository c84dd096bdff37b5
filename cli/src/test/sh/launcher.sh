#!/bin/sh
# The launcher as a person meets it: every sentence with its remedy, and one whole life of a kernel.
# Usage: launcher.sh ROOT. Prints one line a fact and ends with "N passed, N failed".
set -u

root=$1
work=$(mktemp -d "${TMPDIR:-/tmp}/aule-launcher.XXXXXX")
home=$work/home
trap 'aule down --home "$home" >/dev/null 2>&1; rm -rf "$work"' EXIT
passed=0 failed=0
unset AULE_HOME
AULE_NO_INSTALL=yes
export AULE_NO_INSTALL

aule() { "$root/aule" "$@" </dev/null; }

# told EXIT WORDS COMMAND…: the command ends with EXIT and says WORDS.
told() {
    wanted_exit=$1 wanted_words=$2
    shift 2
    "$@" >"$work/said" 2>&1
    got=$?
    if [ "$got" -eq "$wanted_exit" ] && grep -qF -- "$wanted_words" "$work/said"; then
        return 0
    fi
    echo "    ended with $got instead of $wanted_exit, or did not say: $wanted_words"
    sed 's/^/    | /' "$work/said"
    return 1
}

fact() {
    words=$1
    shift
    if "$@"; then
        passed=$((passed + 1))
        echo "ok    $words"
    else
        failed=$((failed + 1))
        echo "FAIL  $words"
    fi
}

# --- Sentences ------------------------------------------------------------------------------------------------------

fact "no command prints the help" told 0 'Usage: ./aule COMMAND' aule
fact "--help has examples" told 0 'Examples' aule --help
fact "an unknown command is bad usage and shows the help" told 2 'There is no command "dance"' aule dance
fact "an unknown option is bad usage" told 2 'does not know "--fast"' aule up --fast
fact "an option without its value is bad usage" told 2 'needs a value' aule up --port
fact "a port that is no number is bad usage" told 2 'not a number from 1 to 65535' aule up --port http
fact "a store that is no address is bad usage" told 2 'such as postgres://USER@HOST:5432/DATABASE' aule up --store mysql://db
fact "an unknown part of the proof is bad usage" told 2 'There is no part "everything"' aule test everything
fact "a run without a goal is bad usage" told 2 'GOAL' aule run --home "$home"

wrong_jdk() {
    mkdir -p "$work/jdk17/bin" "$work/none"
    echo 'JAVA_VERSION="17.0.19"' >"$work/jdk17/release"
    printf '#!/bin/sh\n' | tee "$work/jdk17/bin/java" >"$work/jdk17/bin/javac"
    chmod +x "$work/jdk17/bin/java" "$work/jdk17/bin/javac"
    told 1 "Aule needs JDK 25 and found JDK 17.0.19 in $work/jdk17" \
        env JAVA_HOME="$work/jdk17" AULE_JDK_FOLDERS="$work/none" PATH="$work/jdk17/bin:$PATH" \
        "$root/aule" up --home "$home" && grep -q 'Install it with\|Get it from' "$work/said"
}
fact "a wrong JDK is named, with where to get the right one" wrong_jdk

unwritable_home() {
    : >"$work/file"
    told 1 "The home $work/file/home cannot be written" aule up --home "$work/file/home"
}
fact "a home that cannot be written is named" unwritable_home

full_disk() {
    mkdir -p "$work/bin"
    printf '#!/bin/sh\necho "Filesystem 1024-blocks Used Available Capacity Mounted"\necho "disk 1000000 928320 71680 93%% /"\n' >"$work/bin/df"
    chmod +x "$work/bin/df"
    told 1 'has only 70 MB left and Aule needs 500 MB' env PATH="$work/bin:$PATH" "$root/aule" up --home "$home"
}
fact "too little disk is said in megabytes" full_disk

taken_port() {
    python3 -c 'import socket, sys, time
s = socket.socket(); s.bind(("127.0.0.1", 0)); s.listen(); print(s.getsockname()[1], flush=True); time.sleep(60)' >"$work/port" &
    listener=$!
    while [ ! -s "$work/port" ]; do sleep 0.1; done
    taken=$(cat "$work/port")
    told 1 "The port $taken is taken by another program" aule up --home "$home" --port "$taken" --no-open
    result=$?
    kill "$listener"
    grep -q -- "up --port $((taken + 1))" "$work/said" && return "$result"
}
if command -v python3 >/dev/null; then fact "a taken port is named, with a free one" taken_port; fi

fact "down without a kernel says so" told 0 "Aule does not run on the home $home" aule down --home "$home"
fact "status without a kernel ends with one" told 1 "Aule does not run on the home $home" aule status --home "$home"
fact "status without a kernel is JSON too" told 1 '"running":false' aule status --home "$home" --json
fact "logs of a fresh home name the remedy" told 1 'has no log yet' aule logs --home "$work/fresh"
fact "token of a fresh home names the remedy" told 1 'has no token yet' aule token --home "$work/fresh"

foreign_process() {
    mkdir -p "$home"
    sleep 60 &
    sleeper=$!
    printf '{"pid":%d,"port":1,"host":"127.0.0.1"}' "$sleeper" >"$home/kernel.json"
    told 0 'does not run' aule down --home "$home" && kill -0 "$sleeper" && kill "$sleeper" && rm "$home/kernel.json"
}
fact "a number that another program has by now is not stopped" foreign_process

doctor_knows() {
    aule doctor --home "$home" --json >"$work/said" 2>&1
    for check in jdk maven node home disk build browser port kernel store isolation models; do
        grep -q "\"check\":\"$check\"" "$work/said" || { echo "    no check $check" && return 1; }
    done
}
fact "the doctor has twelve checks" doctor_knows
doctor_keeps_secrets() {
    AULE_STORE=postgres://ana:opensesame@db:5432/aule aule doctor --home "$home" >"$work/said" 2>&1
    grep -q 'postgres://db:5432/aule' "$work/said" && ! grep -q 'opensesame\|ana' "$work/said"
}
fact "the doctor names the database and not how it is entered" doctor_keeps_secrets
fact "the doctor ends with one when a check is red" told 1 'cannot be written' aule doctor --home "$work/file/home"

# --- One life -------------------------------------------------------------------------------------------------------

port_is_free() { ! grep -qi ":$(printf '%04X' "$1") " /proc/net/tcp /proc/net/tcp6 2>/dev/null; }
port=$((20000 + $$ % 20000))
until port_is_free "$port"; do port=$((port + 1)); done

starts() { told 0 "Aule is ready at http://localhost:$port" aule up --home "$home" --port "$port" --no-open; }
prints_a_link() { grep -q "Sign in, once, within ten minutes: http://localhost:$port/" "$work/said"; }
fact "up starts, waits and prints the address" starts
fact "up prints a sign-in link" prints_a_link
fact "a second up says that it runs already, with a fresh link" told 0 'Aule runs already on the home' aule up --home "$home" --no-open
fact "a second up prints the address that is in use" grep -qF "http://localhost:$port" "$work/said"
fact "open --no-open prints a link" told 0 'Sign in, once' aule open --home "$home" --no-open
fact "status says how it is" told 0 'running for' aule status --home "$home"
fact "status is JSON" told 0 '"version"' aule status --home "$home" --json
fact "models names the built-in one" told 0 'builtin/commands' aule models --home "$home"
fact "the doctor asks the kernel" told 0 "runs at http://localhost:$port" aule doctor --home "$home"
fact "logs shows the kernel's log" told 0 "$port" aule logs --home "$home" -n 500

goal() {
    aule run --home "$home" --yes "$1" >"$work/out" 2>"$work/err"
    result=$?
    [ "$result" -eq 0 ] && grep -q 'olá' "$work/out" "$work/err" && return
    echo "    ended with $result" && sed 's/^/    | /' "$work/out" "$work/err"
    return 1
}
no_locale() { (
    unset LANG LC_CTYPE
    LC_ALL=C
    export LC_ALL
    goal "$@"
); }
fact "a goal in English is reached" goal "create file hello.py with print('olá') then run python3 hello.py"
fact "a goal in Portuguese is reached, also where no character set is named" \
    no_locale "crie o arquivo ola.py com print('olá') depois execute python3 ola.py"
fact "the file is in the default project" test -f "$home/projects/default/hello.py"
fact "runs ls shows them" told 0 'completed' aule runs ls --home "$home"
fact "a run is written into a file" told 0 "$work/kept.aulerun" aule export last -o "$work/kept.aulerun" --home "$home"
fact "a file is not written over" told 1 'exists already' aule export last -o "$work/kept.aulerun" --home "$home"
fact "a run goes the same way again" told 0 'went the same way' aule replay last --home "$home"
fact "its file goes the same way too" told 0 'went the same way' aule replay "$work/kept.aulerun" --home "$home"
broken_file() {
    head -c 600 "$work/kept.aulerun" >"$work/cut.aulerun"
    told 2 'aule:' aule replay "$work/cut.aulerun" --home "$home"
}
fact "a file that was cut off is refused" broken_file
fact "a run is kept as a test" told 0 'The test ' aule tests keep last --name greeting --home "$home"
fact "a test passes" told 0 '1 passed, 0 differed' aule tests run --all --home "$home"
fact "a run is kept as it is" told 0 'as it is after step' aule snapshot last --home "$home"
taken_in() {
    told 0 'of the file, completed' aule import "$work/kept.aulerun" --home "$home" || return 1
    # shellcheck disable=SC2046 # two words
    set -- $(sed -n 's/^The run \(run-[^ ]*\) is \(run-[^ ]*\) of.*/\1 \2/p' "$work/said")
    told 0 'They did the same and came to the same end.' aule compare "$1" "$2" --home "$home"
}
fact "a run that is taken in did the same as the one that it was" taken_in
fact "a run is forked at a step" told 0 'goes its own way' aule fork last --step 1 --files keep --home "$home"
fact "a model that does not exist fails with a sentence" told 1 'nobody/nothing' aule run --home "$home" --model nobody/nothing "list files"

down_is_quick() {
    told 0 "Aule on the home $home is stopped." aule down --home "$home" && [ ! -e "$home/kernel.json" ]
}
fact "down stops it and leaves no trace of it running" down_is_quick
run_starts_one() {
    AULE_PORT=$port goal "run echo olá"
}
fact "run starts a kernel when none runs" run_starts_one

interrupted() {
    python3 - "$root/aule" "$home" <<'PYTHON'
import signal, subprocess, sys
run = subprocess.Popen([sys.argv[1], "run", "--home", sys.argv[2], "--yes", "run sleep 90"],
                       stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
for line in run.stderr:
    if "runs sleep" in line:
        run.send_signal(signal.SIGINT)
        break
said = run.stderr.read()
code = run.wait(timeout=30)
if code != 1 or "is cancelled; the kernel goes on" not in said:
    sys.exit(f"    ended with {code} and said: {said}")
PYTHON
}
if command -v python3 >/dev/null; then
    fact "Ctrl-C cancels the run and not the kernel" interrupted
    fact "the cancelled run is in the list" told 0 'cancelled' aule runs ls --home "$home"
fi

never_starts() {
    aule down --home "$home" >/dev/null 2>&1
    mkdir -p "$work/broken/aule.db"
    told 1 "The kernel did not start. Its last words" aule up --home "$work/broken" --port "$port" --no-open
}
fact "a kernel that cannot start says why" never_starts

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
