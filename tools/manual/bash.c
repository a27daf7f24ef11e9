/* bash.c: completion in bash. Of the tables come lists and cases; how a line is taken apart is the same for all. */
#include "manual.h"

/* Takes the words before the cursor apart as the program does: the command is the first operand that names one; a
 * value follows its option, or stands after '=', where readline parts words too. */
static const char LINE[] = "_dmzcalc() {\n"
                           "    local current=${COMP_WORDS[COMP_CWORD]} command=${_dmzcalc_commands%% *} option= "
                           "lead= operands=0 ended= named= word i\n"
                           "    for ((i = 1; i < COMP_CWORD; i++)); do\n"
                           "        word=${COMP_WORDS[i]}\n"
                           "        if [[ $ended || $word != -?* ]]; then\n"
                           "            ((++operands == 1)) && [[ \" $_dmzcalc_commands \" == *\" $word \"* ]] && "
                           "command=$word operands=0 named=1\n"
                           "        elif [[ $word == -- ]]; then\n"
                           "            ended=1\n"
                           "        elif _dmzcalc_takes_value \"$word\"; then\n"
                           "            [[ ${COMP_WORDS[i + 1]} != = ]] || ((i++))\n"
                           "            ((++i < COMP_CWORD)) || option=$word\n"
                           "        fi\n"
                           "    done\n";

static const char REPLY[] =
    "    [[ $current != = ]] || current=\n"
    "    if [[ ! $option && ! $ended && $current == --*=* ]]; then\n"
    "        option=${current%%=*} lead=$option= current=${current#*=}\n"
    "    fi\n"
    "    COMPREPLY=()\n"
    "    if [[ $option ]]; then\n"
    "        _dmzcalc_value \"$command\" \"$option\"\n"
    "    elif [[ ! $ended && $current == -* ]]; then\n"
    "        mapfile -t COMPREPLY < <(compgen -W \"$(_dmzcalc_options \"$command\")\" -- \"$current\")\n"
    "    else\n"
    "        _dmzcalc_operand\n"
    "    fi\n"
    "}\n"
    "complete -F _dmzcalc dmzcalc\n";

static const char FILES[] = "# Files whose names begin with what is typed; what stands before it in its word, as in "
                            "--output=, goes with them.\n"
                            "_dmzcalc_files() {\n"
                            "    compopt -o filenames 2>/dev/null\n"
                            "    mapfile -t COMPREPLY < <(compgen -P \"$lead\" -f -- \"$current\")\n"
                            "}\n\n";

static const char OPERAND[] =
    "_dmzcalc_operand() {\n"
    "    local names\n"
    "    if [[ \" $_dmzcalc_names_presets \" == *\" $command \"* ]]; then\n"
    "        mapfile -t COMPREPLY < <(compgen -W \"$_dmzcalc_presets\" -- \"$current\")\n"
    "        return\n"
    "    fi\n"
    "    if [[ ! $named && $operands == 0 ]] || [[ \" $_dmzcalc_names_commands \" == *\" $command \"* ]]; then\n"
    "        mapfile -t names < <(compgen -W \"$_dmzcalc_commands\" -- \"$current\")\n"
    "    fi\n"
    "    [[ \" $_dmzcalc_names_commands \" == *\" $command \"* ]] || _dmzcalc_files\n"
    "    COMPREPLY+=(\"${names[@]}\")\n"
    "}\n\n";

static void add_names(struct dmz_buffer *text, const struct dmz_option *option) {
    dmz_buffer_format(text, "--%s", option->name);
    if (option->letter)
        dmz_buffer_format(text, " -%c", option->letter);
}

static void add_options(struct dmz_buffer *text) {
    size_t count = 0;
    const struct dmz_command *commands = dmz_commands(&count);
    dmz_buffer_text(text, "# The options of a command.\n_dmzcalc_options() {\n    case $1 in\n");
    for (size_t i = 0; i < count; i++) {
        dmz_buffer_format(text, "    %s) echo '", commands[i].name);
        const struct dmz_option *first = dmz_option_next(NULL, commands[i].bit);
        for (const struct dmz_option *option = first; option; option = dmz_option_next(option, commands[i].bit)) {
            dmz_buffer_text(text, option == first ? "" : " ");
            add_names(text, option);
        }
        dmz_buffer_text(text, "' ;;\n");
    }
    dmz_buffer_text(text, "    esac\n}\n\n");
}

static void add_takes_value(struct dmz_buffer *text) {
    const struct dmz_option *option = NULL;
    dmz_buffer_text(text, "# Whether a value follows an option; -qo is -q and -o.\n_dmzcalc_takes_value() {\n"
                          "    case $1 in\n    ");
    manual_add_valued(text, " | ", false);
    dmz_buffer_text(text, ") return 0 ;;\n    --*) return 1 ;;\n    -*[");
    while ((option = dmz_option_next(option, DMZ_FOR_ALL)))
        if (option->argument && option->letter && manual_is_first(option))
            dmz_buffer_add(text, &option->letter, 1);
    dmz_buffer_text(text, "]) return 0 ;;\n    esac\n    return 1\n}\n\n");
}

static void add_value(struct dmz_buffer *text) {
    size_t count = 0;
    const struct dmz_command *commands = dmz_commands(&count);
    dmz_buffer_text(text, "# What may be the value of an option of a command.\n_dmzcalc_value() {\n    local words=\n"
                          "    case $1$2 in\n");
    for (size_t i = 0; i < count; i++)
        for (const struct dmz_option *option = dmz_option_next(NULL, commands[i].bit); option;
             option = dmz_option_next(option, commands[i].bit)) {
            if (!manual_takes_file(option) && !manual_has_words(option))
                continue;
            dmz_buffer_format(text, "    %s--%s", commands[i].name, option->name);
            if (option->letter)
                dmz_buffer_format(text, " | %s-*%c", commands[i].name, option->letter);
            if (manual_takes_file(option)) {
                dmz_buffer_text(text, ") _dmzcalc_files ;;\n");
                continue;
            }
            dmz_buffer_text(text, ") words='");
            manual_add_words(text, option);
            dmz_buffer_text(text, "' ;;\n");
        }
    dmz_buffer_text(text,
                    "    esac\n    [[ ! $words ]] || mapfile -t COMPREPLY < <(compgen -P \"$lead\" -W \"$words\" "
                    "-- \"$current\")\n}\n\n");
}

static void add_commands(struct dmz_buffer *text) {
    size_t count = 0;
    const struct dmz_command *commands = dmz_commands(&count);
    dmz_buffer_text(text, "_dmzcalc_commands='");
    manual_add_commands(text);
    dmz_buffer_text(text, "'\n# Those whose operands are names of commands.\n_dmzcalc_names_commands='");
    for (size_t i = 0; i < count; i++)
        if (manual_takes_commands(&commands[i]))
            dmz_buffer_format(text, " %s", commands[i].name);
    dmz_buffer_text(text, "'\n# And of presets.\n_dmzcalc_names_presets='");
    for (size_t i = 0; i < count; i++)
        if (manual_takes_presets(&commands[i]))
            dmz_buffer_format(text, " %s", commands[i].name);
    dmz_buffer_text(text, "'\n_dmzcalc_presets='");
    manual_add_presets(text);
    dmz_buffer_text(text, "'\n\n");
}

void manual_bash(struct dmz_buffer *text) {
    dmz_buffer_text(text, "# Completion of dmzcalc in bash, made of its tables of commands and options.\n\n");
    add_commands(text);
    add_options(text);
    add_takes_value(text);
    dmz_buffer_text(text, FILES);
    add_value(text);
    dmz_buffer_text(text, OPERAND);
    dmz_buffer_text(text, LINE);
    dmz_buffer_text(text, REPLY);
}
