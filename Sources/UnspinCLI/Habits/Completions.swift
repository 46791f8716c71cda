/// The script with which a shell completes command lines, made from the ``FlagTable``.
enum Completions {
    enum Shell: String, CaseIterable { case bash, zsh, fish }

    static func script(_ shell: Shell) -> String {
        switch shell {
        case .bash: bash
        case .zsh: zsh
        case .fish: fish
        }
    }

    /// What may stand after a command, where it is not files.
    private static func words(_ command: CommandName) -> [String] {
        switch command {
        case .tables: ["list", "check", "show"]
        case .completions: Shell.allCases.map(\.rawValue)
        case .manual: []
        case .fix, .detect, .explain, .revert, .evaluate, .learn: []
        }
    }

    private static func takesFile(_ flag: Flag) -> Bool { flag.value.map { $0.contains("PATH") || $0.contains("FILE") } ?? false }

    private static func names(_ flag: Flag) -> [String] { (flag.short.map { ["-\($0)"] } ?? []) + [flag.name] }

    // MARK: bash

    private static var bash: String {
        var text = """
            # bash completion for unspin
            _unspin_files() {
                local IFS=$'\n'
                compopt -o filenames
                COMPREPLY+=($(compgen -f -- "$1"))
            }
            _unspin() {
                local current="${COMP_WORDS[COMP_CWORD]}" previous="${COMP_WORDS[COMP_CWORD-1]}"
                COMPREPLY=()
                if [ "$COMP_CWORD" -eq 1 ]; then
                    COMPREPLY=($(compgen -W "\(CommandName.allCases.map(\.rawValue).joined(separator: " ")) --help --version" -- "$current"))
                    return
                fi
                case "${COMP_WORDS[1]}:$previous" in

            """
        for command in CommandName.allCases {
            for flag in FlagTable.flags(of: command) where flag.value != nil {
                let pattern = names(flag).map { "\(command.rawValue):\($0)" }.joined(separator: "|")
                let reply = !flag.choices.isEmpty
                    ? #"COMPREPLY=($(compgen -W "\#(flag.choices.joined(separator: " "))" -- "$current"))"#
                    : takesFile(flag) ? #"_unspin_files "$current""# : ":"
                text += "        \(pattern)) \(reply); return ;;\n"
            }
        }
        text += """
                esac
                case "${COMP_WORDS[1]}" in

            """
        for command in CommandName.allCases {
            let flags = FlagTable.flags(of: command).flatMap(names)
            let words = (flags + words(command)).joined(separator: " ")
            text += "        \(command.rawValue)) COMPREPLY=($(compgen -W \"\(words)\" -- \"$current\")) ;;\n"
        }
        return text + """
                esac
                if [[ "$current" != -* ]]; then _unspin_files "$current"; fi
            }
            complete -F _unspin unspin

            """
    }

    // MARK: zsh

    private static var zsh: String {
        func quoted(_ text: String, _ special: String) -> String {
            var result = ""
            for character in text {
                if character == "'" {
                    result += #"'\''"#
                } else {
                    result += (special.contains(character) ? "\\" : "") + String(character)
                }
            }
            return result
        }
        var text = """
            #compdef unspin
            _unspin() {
                local context state line
                local -a commands
                commands=(

            """
        for command in CommandName.allCases {
            text += "        '\(command.rawValue):\(quoted(command.summary, ":"))'\n"
        }
        text += """
                )
                _arguments -C '1: :->command' '*:: :->rest' && return
                case $state in
                command) _describe command commands; return ;;
                esac
                case $line[1] in

            """
        for command in CommandName.allCases {
            text += "    \(command.rawValue)) _arguments"
            for flag in FlagTable.flags(of: command) {
                let names = names(flag)
                let help = quoted(flag.help, "[]:\\")
                var value = ""
                if let placeholder = flag.value {
                    let action = !flag.choices.isEmpty ? "(\(flag.choices.joined(separator: " ")))" : takesFile(flag) ? "_files" : " "
                    value = ":\(quoted(placeholder, ":\\")):\(action)"
                }
                for name in names {
                    let others = flag.isRepeatable ? "*" : names.count > 1 ? "(\(names.joined(separator: " ")))" : ""
                    text += " \\\n        '\(others)\(name)[\(help)]\(value)'"
                }
            }
            let words = words(command)
            text += words.isEmpty ? " \\\n        '*:file:_files' ;;\n" : " \\\n        '1: :(\(words.joined(separator: " ")))' '*:file:_files' ;;\n"
        }
        return text + """
                esac
            }
            if [ "$funcstack[1]" = _unspin ]; then _unspin "$@"; else compdef _unspin unspin; fi

            """
    }

    // MARK: fish

    private static var fish: String {
        func quoted(_ text: String) -> String { "'" + text.replacing("\\", with: "\\\\").replacing("'", with: "\\'") + "'" }
        var text = "# fish completion for unspin\n"
        let all = CommandName.allCases.map(\.rawValue).joined(separator: " ")
        for command in CommandName.allCases {
            text += "complete -c unspin -f -n 'not __fish_seen_subcommand_from \(all)' -a \(command.rawValue) -d \(quoted(command.summary))\n"
            let condition = "-n '__fish_seen_subcommand_from \(command.rawValue)'"
            text += words(command).map { "complete -c unspin -f \(condition) -a \($0)\n" }.joined()
            for flag in FlagTable.flags(of: command) {
                text += "complete -c unspin \(condition) -l \(flag.name.dropFirst(2))" + (flag.short.map { " -s \($0)" } ?? "")
                if flag.value != nil {
                    text += flag.choices.isEmpty ? takesFile(flag) ? " -r -F" : " -x" : " -x -a '\(flag.choices.joined(separator: " "))'"
                }
                text += " -d \(quoted(flag.help))\n"
            }
        }
        return text
    }
}
