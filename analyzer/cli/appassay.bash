# bash completion for appassay(1). Options are those of the manual page; a test compares them.

_appassay() {
    local cur prev verb
    cur=${COMP_WORDS[COMP_CWORD]}
    prev=${COMP_WORDS[COMP_CWORD - 1]}
    verb=${COMP_WORDS[1]}
    COMPREPLY=()
    if [ "$COMP_CWORD" -eq 1 ]; then
        mapfile -t COMPREPLY < <(compgen -W "check report bundle verify explain rules inspect answers version help" -- "$cur")
        return
    fi

    local words=
    case $prev in
    -s | --standard) words="broker insurer mas" ;;
    -t | --tier) words="1 2 3 L1 L2 L3 L3+F" ;;
    --fail-on) words="fail undecided never" ;;
    --fail-on-severity) words="info low medium high critical" ;;
    --lang) words="en zh-TW" ;;
    --color) words="auto always never" ;;
    --progress) words="auto bar json none" ;;
    --shard | --timeout | --max-memory) return ;;
    --today | -j | --jobs) return ;;
    -o | --output)
        [ "$verb" = version ] && words="text json" || words="text text= json json= sarif= sarif-github= junit= gitlab-sast= gitlab-codequality= markdown= csv= cyclonedx="
        ;;
    esac
    if [ -z "$words" ] && [[ $cur == -* ]]; then
        words="--lang --color --help"
        case $verb in
        check)
            words+=" --standard --tier --output --fail-on --fail-on-severity --allow-incomplete --today"
            words+=" --previous --answers --jobs --quiet --verbose --stats --show-secrets --timeout --max-memory --require-sandbox"
            words+=" --targets --null --shard --journal --cache --progress --limit"
            ;;
        report)
            words+=" --output --mapping --source-root --answers --final --bilingual --quiet --verbose --require-sandbox"
            ;;
        bundle) words+=" --output --report --sign --cert" ;;
        verify) words+=" --app --key --previous --answers" ;;
        explain) words+=" --list" ;;
        inspect) words+=" --facts --to --member --slice --places --require-sandbox" ;;
        answers | version) words+=" --output" ;;
        esac
    fi
    if [ -z "$words" ]; then
        case $verb in
        explain) words=$(appassay explain --list 2>/dev/null | sed -n 's/^\([a-z][a-z0-9-]*\) .*/\1/p') ;;
        help) words="check report bundle verify explain rules inspect answers version exit-codes" ;;
        rules) [ "$COMP_CWORD" -eq 2 ] && words="list show" || words="broker insurer mas" ;;
        answers) [ "$COMP_CWORD" -eq 2 ] && words="init lint" ;;
        inspect) [ "$COMP_CWORD" -eq 2 ] && words="manifest resources files network signature dex class strings calls macho plist native" ;;
        esac
    fi
    if [ -n "$words" ]; then
        mapfile -t COMPREPLY < <(compgen -W "$words" -- "$cur")
        [[ ${COMPREPLY[0]-} == *= ]] && compopt -o nospace
    else
        mapfile -t COMPREPLY < <(compgen -f -- "$cur")
        compopt -o filenames
    fi
    return 0
}
complete -F _appassay appassay
