# The home: the folder in which one Aule lives.

least_free_mb=500

# use_home DIR: makes the path absolute; creates nothing.
use_home() {
    case $1 in
        '') misuse "The option --home needs a folder." ;;
        /*) home=$1 ;;
        *) home=$PWD/$1 ;;
    esac
    if [ -d "$home" ]; then home=$(cd "$home" && pwd -P); fi
    while [ "$home" != / ] && [ "${home%/}" != "$home" ]; do home=${home%/}; done
    AULE_HOME=$home
    export AULE_HOME
}

# use_store ADDRESS: the kernel finds it in its environment, which other people's list of processes does not show.
use_store() {
    case $1 in
        postgres://?* | postgresql://?*) ;;
        *) misuse "The option --store needs an address such as postgres://USER@HOST:5432/DATABASE." ;;
    esac
    AULE_STORE=$1
    export AULE_STORE
}

# store_shown: the database without whoever signs in.
store_shown() {
    if [ -n "${AULE_STORE:-}" ]; then
        printf '%s\n' "$AULE_STORE" | sed 's:^postgresql\://:postgres\://:; s://[^/]*@://:; s:?.*::'
    else
        echo "sqlite:$home/aule.db"
    fi
}

# use_data DIR: the folder that kernels on one database share.
use_data() {
    case $1 in
        '') misuse "The option --data needs a folder." ;;
        /*) AULE_DATA=$1 ;;
        *) AULE_DATA=$PWD/$1 ;;
    esac
    export AULE_DATA
}

default_home() { use_home "${AULE_HOME:-${HOME:?Set HOME or AULE_HOME.}/.aule}"; }

# find_home_among ARGUMENTS…: the home that a client's command names, or the default one.
find_home_among() {
    default_home
    while [ $# -gt 0 ]; do
        case $1 in
            --) return ;;
            --home=*) use_home "${1#--home=}" ;;
            --home)
                need_value "$@"
                use_home "$2"
                shift
                ;;
        esac
        shift
    done
}

# furnish_home: the home exists, can be written, and has room.
furnish_home() {
    if ! mkdir -p "$home/logs" 2>/dev/null || ! (: >"$home/logs/.probe") 2>/dev/null; then
        fail "The home $home cannot be written by $(id -un 2>/dev/null || id -u); choose another with --home DIR or change its owner."
    fi
    rm -f "$home/logs/.probe"
    home=$(cd "$home" && pwd -P)
    AULE_HOME=$home
    home_free_mb=$(free_mb "$home")
    if [ "$home_free_mb" -lt "$least_free_mb" ]; then
        fail "The disk of the home $home has only $home_free_mb MB left and Aule needs $least_free_mb MB; free some or choose another with --home DIR."
    fi
}

# free_mb FOLDER: megabytes left on its disk.
free_mb() { df -Pk "$1" | awk 'END { print int($4 / 1024) }'; }

# kernel_field NAME: a field of what the running kernel wrote about itself.
kernel_field() {
    [ -r "$home/kernel.json" ] || return 0
    sed -n 's/.*"'"$1"'"[[:space:]]*:[[:space:]]*"\{0,1\}\([^",}]*\).*/\1/p' "$home/kernel.json" | head -n 1
}

# kernel_pid: the process of this home's kernel; nothing when none runs. A number that another program has by now
# does not count.
kernel_pid() {
    home_pid=$(kernel_field pid)
    case $home_pid in '' | *[!0-9]*) return 0 ;; esac
    case "$(command_line "$home_pid") " in
        *aule.boot.Main*" --home $home "*) echo "$home_pid" ;;
    esac
}

command_line() {
    if [ -r "/proc/$1/cmdline" ]; then
        tr '\0' ' ' <"/proc/$1/cmdline"
    elif [ ! -d /proc/self ]; then
        ps -o args= -p "$1" 2>/dev/null || :
    fi
}

kernel_address() {
    home_host=$(kernel_field host)
    case $home_host in '' | 127.0.0.1 | 0.0.0.0 | ::) home_host=localhost ;; *:*) home_host="[$home_host]" ;; esac
    echo "http://$home_host:$(kernel_field port)"
}
