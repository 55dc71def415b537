#!/bin/bash
# Installs Jamie as a service of systemd, puts another version in its place, or removes it. What is done already is left as it is.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=${DESTDIR:-}

usage() {
  cat <<'TEXT'
install.sh install DIRECTORY   install the daemon that was published there, or upgrade to it, and start it
install.sh remove              remove the daemon and its unit; settings, credentials, state and logs stay
install.sh remove --purge      remove them too
  --root DIRECTORY             do it to the system below that directory, where nothing is started (also: DESTDIR)
TEXT
}

refuse() { echo "install.sh: $*" >&2; exit 1; }
misused() { echo "install.sh: $*" >&2; usage >&2; exit 64; }

verb='' published='' purge=false
while [ $# -gt 0 ]; do
  case $1 in
    -h | --help) usage; exit 0 ;;
    --root) [ $# -gt 1 ] || misused "--root needs a directory"; root=$2; shift ;;
    --root=*) root=${1#--root=} ;;
    --purge) purge=true ;;
    -*) misused "there is no option $1" ;;
    *)
      if [ -z "$verb" ]; then verb=$1
      elif [ "$verb" = install ] && [ -z "$published" ]; then published=$1
      else misused "$1 is one word too many"; fi ;;
  esac
  shift
done
root=${root%/}
opt=$root/opt/jamie etc=$root/etc/jamie units=$root/etc/systemd/system
settings=appsettings.production.json

has_manager() { [ -z "$root" ]; }
is_running() { has_manager && systemctl is-active --quiet jamie; }

check_machine() {
  [ "$(id -u)" -eq 0 ] || refuse "run it as root: it writes to /opt, /etc and systemd"
  if ! has_manager; then
    [ -d "$root" ] || refuse "there is no directory $root"
    return
  fi
  [ -d /run/systemd/system ] || refuse "systemd does not run this machine (use --root for another system's tree)"
  local version
  version=$(systemctl --version | sed -nE '1s/^systemd ([0-9]+).*/\1/p')
  [ "${version:-0}" -ge 247 ] || refuse "systemd ${version:-of an unknown version} has no credentials: 247 or later is needed"
}

check_published() {
  [ -n "$published" ] || misused "install needs the directory of the published daemon"
  [ -d "$published" ] || refuse "there is no directory $published"
  published=$(cd "$published" && pwd)
  [ "$published" != "$opt" ] || refuse "$published is where Jamie is installed: name the directory that it was published to"
  local file
  for file in JamieDaemon JamieDaemon.dll appsettings.json; do
    [ -f "$published/$file" ] || refuse "$published holds no $file: name what \"dotnet publish JamieDaemon -p:PublishProfile=linux-x64\" has written"
  done
  [ "$(od -An -tx1 -N4 "$published/JamieDaemon" | tr -d ' ')" = 7f454c46 ] || refuse "$published/JamieDaemon is no program for Linux"
}

# place MODE SOURCE TARGET: says whether it had to change anything.
place() {
  if cmp -s "$2" "$3"; then return 1; fi
  install -D -m "$1" "$2" "$3"
}

install_settings() {
  install -d -m 755 "$etc"
  install -d -m 700 "$etc/credentials"
  [ -e "$etc/jamie.env" ] || install -m 640 "$here/jamie.env.example" "$etc/jamie.env"
  # Read by the service's own user, and no place for secrets.
  [ -e "$etc/$settings" ] || install -m 644 "$here/$settings.example" "$etc/$settings"
}

stage_program() {
  rm -rf "$opt.new"
  trap 'rm -rf "$opt.new"' EXIT
  install -d -m 755 "$opt.new"
  cp -R --preserve=timestamps "$published/." "$opt.new"
  rm -f "$opt.new/JamieDaemon.pdb"
  install -D -m 644 "$here/README.md" "$opt.new/doc/README.md"
  # Settings are read next to the program; what is yours stands in /etc.
  ln -sfn "/etc/jamie/$settings" "$opt.new/$settings"
  chown -Rh 0:0 "$opt.new"
  chmod -R u=rwX,go=rX "$opt.new"
}

swap_program() {
  if [ -d "$opt" ]; then
    rm -rf "$opt.previous"
    mv "$opt" "$opt.previous"
  fi
  mv "$opt.new" "$opt"
}

has_credentials() { [ -s "$etc/credentials/slack-bot-token" ] && [ -s "$etc/credentials/slack-app-token" ]; }

install_jamie() {
  check_published
  install_settings
  stage_program
  local is_new_program=true is_new_unit=false was_running=false example
  if [ -d "$opt" ] && diff -rq --no-dereference "$opt" "$opt.new" >/dev/null; then is_new_program=false; fi
  for example in "$here"/jamie.service.d/*.example; do place 644 "$example" "$units/jamie.service.d/${example##*/}" || :; done
  if place 644 "$here/jamie.service" "$units/jamie.service"; then is_new_unit=true; fi

  if $is_new_program; then
    # Stopped while its files are changed, or the old process would load the new version's.
    if is_running; then
      was_running=true
      echo "stopping Jamie: answers that are being written are finished first"
      systemctl stop jamie
    fi
    swap_program
    echo "installed the daemon in $opt"
  else
    echo "the same daemon is installed already in $opt"
  fi

  if ! has_manager; then
    systemctl --root="$root" --quiet enable jamie
    return
  fi
  if $is_new_unit; then systemctl daemon-reload; fi
  systemctl --quiet enable jamie
  if ! has_credentials; then
    echo "not started: put the tokens into $etc/credentials/slack-bot-token and $etc/credentials/slack-app-token (root's, 0600), then: systemctl start jamie"
  elif $was_running || ! is_running; then
    start_jamie
  elif $is_new_unit; then
    echo "restarting Jamie with the new unit"
    systemctl restart jamie
  else
    echo "Jamie runs already"
  fi
}

start_jamie() {
  if systemctl start jamie; then
    echo "Jamie runs: systemctl status jamie"
    return
  fi
  [ -d "$opt.previous" ] && echo "the version before is in $opt.previous: \"install.sh install $opt.previous\" puts it back" >&2
  refuse "Jamie did not start: journalctl -u jamie says why"
}

remove_jamie() {
  if has_manager; then
    if is_running; then echo "stopping Jamie: answers that are being written are finished first"; fi
    systemctl --quiet disable --now jamie 2>/dev/null || :
    systemctl reset-failed jamie 2>/dev/null || :
  else
    systemctl --root="$root" --quiet disable jamie 2>/dev/null || :
  fi
  rm -rf "$opt" "$opt.new" "$opt.previous" "$units/jamie.service"
  rm -f "$units"/jamie.service.d/*.example
  if has_manager; then systemctl daemon-reload; fi
  if $purge; then
    rm -rf "$etc" "$units/jamie.service.d" "$root/var/lib/private/jamie" "$root/var/log/private/jamie"
    rm -f "$root/var/lib/jamie" "$root/var/log/jamie"
    echo "removed Jamie with its settings, credentials, state and logs"
  else
    rmdir "$units/jamie.service.d" 2>/dev/null || :
    echo "removed Jamie; what is yours stays in $etc, $root/var/lib/jamie and $root/var/log/jamie (remove --purge removes it)"
  fi
}

case $verb in
  install)
    $purge && misused "--purge belongs to remove"
    check_machine
    install_jamie
    ;;
  remove)
    check_machine
    remove_jamie
    ;;
  '') misused "say what to do" ;;
  *) misused "there is no verb $verb" ;;
esac
