# bash completion for moothall: printed by "moothall completion", its tables from those that command lines are read by.
# shellcheck shell=bash disable=SC2034,SC2154

# _moothall_words WHAT PART: what a WHAT may be that begins with PART
_moothall_words() {
  case $1 in
    FILE)
      compopt -o filenames 2>/dev/null
      compgen -f -- "$2"
      ;;
    FOLDER)
      compopt -o filenames 2>/dev/null
      compgen -d -- "$2"
      ;;
    KIND) compgen -W "$_moothall_kinds" -- "$2" ;;
    ROLE) compgen -W "$_moothall_roles" -- "$2" ;;
    REPORT) compgen -W "$_moothall_reports" -- "$2" ;;
    COMMAND) compgen -W "$_moothall_commands" -- "$2" ;;
    [a-z]*) compgen -W "${1//|/ }" -- "$2" ;;
  esac
}

_moothall() {
  local part=${COMP_WORDS[COMP_CWORD]} value='' command='' form option word i
  local -a given=() forms=() options=() found=() said=() more=()
  _moothall_shape ''
  for ((i = 1; i < COMP_CWORD; i++)); do
    word=${COMP_WORDS[i]}
    if [[ $value ]]; then
      value=''
    elif [[ $word == -* ]]; then
      for option in "${options[@]}"; do
        read -ra said <<<"$option"
        [[ ${said[2]} == - || ${#given[@]} -eq 0 || "|${said[2]}|" == *"|${given[0]}|"* ]] || continue
        [[ ${said[0]} != "$word" || ${said[1]} == - ]] || value=${said[1]}
      done
    elif [[ ! $command ]]; then
      command=$word
      _moothall_shape "$command"
    else
      given+=("$word")
    fi
  done
  if [[ $value ]]; then
    mapfile -t found < <(_moothall_words "$value" "$part")
  elif [[ $part == -* ]]; then
    for option in "${options[@]}"; do
      read -ra said <<<"$option"
      [[ ${said[2]} == - || "|${said[2]}|" == *"|${given[0]:-}|"* ]] || continue
      [[ ${said[0]} != "$part"* ]] || found+=("${said[0]}")
    done
  else
    for form in "${forms[@]}"; do
      read -ra said <<<"$form"
      # a first word that stands for itself
      [[ ${said[0]:-} != [a-z]* || ${#given[@]} -eq 0 || ${said[0]} == "${given[0]}" ]] || continue
      [[ ${said[${#given[@]}]:-} ]] || continue
      mapfile -t more < <(_moothall_words "${said[${#given[@]}]}" "$part")
      found+=("${more[@]}")
    done
  fi
  COMPREPLY=("${found[@]}")
  # part of an address
  [[ ${#found[@]} -ne 1 || ${found[0]} != */ ]] || compopt -o nospace 2>/dev/null
}
complete -F _moothall moothall

