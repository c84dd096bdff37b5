# Checks every prerequisite. A check is a row: name, state (green, yellow, red), finding, remedy, with tabs between.

aule_doctor() {
    doctor_json=no port=${AULE_PORT:-8080}
    default_home
    while [ $# -gt 0 ]; do
        case $1 in
            --json) doctor_json=yes ;;
            --home=*) use_home "${1#--home=}" ;;
            --home) need_value "$@" && shift && use_home "$1" ;;
            --port) need_value "$@" && shift && port=$1 ;;
            *) misuse "The command doctor does not know \"$1\"." ;;
        esac
        shift
    done
    . "$parts/kernel.sh"
    doctor_rows=$(all_checks)
    if [ "$doctor_json" = yes ]; then checks_as_json; else checks_in_words; fi
    ! printf '%s\n' "$doctor_rows" | grep -q "$(printf '^[^\t]*\tred\t')"
}

all_checks() {
    check_jdk
    check_maven
    check_node
    check_home
    check_disk
    check_builds
    check_browser
    if [ -n "$(kernel_pid)" ] && find_jdk_quietly && [ -f "$client_jar" ] && doctor_kernel=$(client checks --home "$home" 2>/dev/null); then
        row port green "port $(kernel_field port) is Aule's own"
        printf '%s\n' "$doctor_kernel"
    else
        check_port
        check_kernel
        row store green "$(store_shown)"
        check_isolation
        row models yellow "are asked while Aule runs; the built-in commands always work" "Start Aule with $name up, then ask again."
    fi
}

# row NAME STATE FINDING [REMEDY]
row() { printf '%s\t%s\t%s\t%s\n' "$1" "$2" "$3" "${4:-}"; }

check_jdk() {
    if find_jdk_quietly; then
        row jdk green "JDK $(jdk_version "$JAVA_HOME") in $JAVA_HOME"
    else
        row jdk red "$(jdk_missing | sed 's/ and found / is needed, found /; s/\. .*//; s/^Aule needs //')" "$(jdk_remedy)"
    fi
}

check_maven() {
    doctor_version=$(maven_version)
    if at_least "$doctor_version" 3 8; then
        row maven green "Maven $doctor_version"
    elif is_built; then
        row maven yellow "${doctor_version:-none}; needed only to build again, 3.8 or newer" "$(maven_remedy)"
    else
        row maven red "${doctor_version:-none}, but 3.8 or newer is needed to build" "$(maven_remedy)"
    fi
}

check_node() {
    if has_node; then
        row node green "Node $(node_version) with npm $(npm -v 2>/dev/null)"
    elif [ -f "$root/desktop/dist/index.html" ]; then
        row node yellow "$(node_found); needed only to build the desktop again, 20 or newer" "$(node_remedy)"
    else
        row node red "$(node_found), but Node 20 or newer with npm is needed to build the desktop" "$(node_remedy)"
    fi
}

# check_home: looks, and makes no home where there is none yet.
check_home() {
    doctor_place=$home
    while [ ! -e "$doctor_place" ]; do doctor_place=$(dirname "$doctor_place"); done
    if [ -d "$doctor_place" ] && [ -w "$doctor_place" ]; then
        row home green "$home can be written"
    else
        row home red "$home cannot be written" "Choose another with --home DIR or change its owner."
    fi
}

check_disk() {
    doctor_free=$(free_mb "$doctor_place")
    if [ "$doctor_free" -lt "$least_free_mb" ]; then
        row disk red "$doctor_free MB are free, but $least_free_mb MB are needed" "Free some or choose another home with --home DIR."
    elif [ "$doctor_free" -lt $((least_free_mb * 4)) ]; then
        row disk yellow "$doctor_free MB are free" "Free some soon; below $least_free_mb MB Aule does not start."
    else
        row disk green "$doctor_free MB are free"
    fi
}

is_built() { [ -f "$kernel_jar" ] && [ -f "$client_jar" ]; }

check_builds() {
    if ! is_built || [ ! -f "$root/desktop/dist/index.html" ]; then
        row build yellow "not everything is built" "Nothing to do: $name up builds it."
    elif is_stamped java "$(sum_of_java)" && is_stamped desktop "$(sum_of_desktop)"; then
        row build green "kernel, client and desktop are built"
    else
        row build yellow "the sources are newer than what is built" "Nothing to do: the next $name up builds them."
    fi
}

check_browser() {
    . "$parts/chromium.sh"
    doctor_chromium=$(chromium)
    if [ -n "$doctor_chromium" ]; then
        row browser green "$doctor_chromium for the browser tests"
    else
        row browser yellow "no Chromium for the browser tests; the desktop works in any browser" "$(remedy chromium 'brew install --cask chromium' 'Install Chromium.')"
    fi
}

check_port() {
    if port_is_taken "$port"; then
        row port yellow "port $port is taken by another program" "Stop that one or start with $name up --port N."
    else
        row port green "port $port is free"
    fi
}

check_kernel() {
    if [ -n "$(kernel_pid)" ]; then
        row kernel red "runs with process $(kernel_pid) but does not answer" "Read $name logs, then $name down and $name up."
    else
        row kernel yellow "does not run on $home" "Start it with $name up."
    fi
}

check_isolation() {
    if [ "$(uname -s)" != Linux ]; then
        row isolation yellow "only limits on this system, so Aule asks before each command" "For real isolation run Aule on Linux or in WSL 2."
    elif [ -n "$(isolation_missing)" ]; then
        row isolation yellow "$(isolation_missing) missing, so Aule asks before each command" "$(remedy "$(isolation_missing)" '' "Install $(isolation_missing).")"
    elif bwrap --unshare-all --ro-bind / / --proc /proc --dev /dev true 2>/dev/null; then
        row isolation green "bubblewrap isolates here; $name status names the rung once Aule runs"
    else
        row isolation yellow "bubblewrap is installed but may not isolate here: $(bwrap --unshare-all --ro-bind / / true 2>&1 | head -n 1)" "Allow user namespaces: $(as_root)sysctl -w kernel.unprivileged_userns_clone=1 user.max_user_namespaces=15000"
    fi
}

# --- Showing --------------------------------------------------------------------------------------------------------

checks_in_words() {
    doctor_paint=no
    if [ -t 1 ] && [ -z "${NO_COLOR:-}" ]; then doctor_paint=yes; fi
    printf '%s\n' "$doctor_rows" | awk -F '\t' -v paint="$doctor_paint" '
        function painted(state, text) {
            if (paint == "no") return text
            return sprintf("\033[%dm%s\033[0m", state == "green" ? 32 : state == "yellow" ? 33 : 31, text)
        }
        {
            mark = $2 == "green" ? "✓" : $2 == "yellow" ? "!" : "✗"
            printf "%s %-10s %-7s %s\n", painted($2, mark), $1, painted($2, sprintf("%-7s", $2)), $3
            if ($4 != "") printf "                       → %s\n", $4
            count[$2]++
        }
        END { printf "%d green, %d yellow, %d red\n", count["green"], count["yellow"], count["red"] }'
}

checks_as_json() {
    printf '%s\n' "$doctor_rows" | awk -F '\t' '
        function text(value) {
            gsub(/\\/, "\\\\", value)
            gsub(/"/, "\\\"", value)
            return "\"" value "\""
        }
        { rows = rows (NR > 1 ? ",\n  " : "  ") sprintf("{\"check\":%s,\"state\":%s,\"finding\":%s,\"remedy\":%s}", text($1), text($2), text($3), text($4)); red += $2 == "red" }
        END { printf "{\"healthy\":%s,\"checks\":[\n%s\n]}\n", red ? "false" : "true", rows }'
}
