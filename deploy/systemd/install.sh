#!/bin/bash
# Installs Jamie as a service of systemd, puts another version in its place, or removes it. What is done already is left as it is, and
# what was interrupted is finished by the same command.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=${DESTDIR:-}

usage() {
  cat <<'TEXT'
install.sh install DIRECTORY   install the daemon that was published there, or upgrade to it, and start it
install.sh doctor [--json]     run "JamieDaemon doctor" as the unit would: its user, credentials, directories and environment
install.sh remove              remove the daemon and its unit; settings, credentials, state and logs stay
install.sh remove --purge      remove them too
  --root DIRECTORY             do it to the system below that directory, where nothing is started (also: DESTDIR)
TEXT
}

refuse() { echo "install.sh: $*" >&2; exit 1; }
misused() { echo "install.sh: $*" >&2; usage >&2; exit 64; }

verb='' published='' purge=false json=''
while [ $# -gt 0 ]; do
  case $1 in
    -h | --help) usage; exit 0 ;;
    --root)
      [ -n "${2:-}" ] || misused "--root needs a directory"
      root=$2
      shift ;;
    --root=*)
      root=${1#--root=}
      [ -n "$root" ] || misused "--root needs a directory" ;;
    --purge) purge=true ;;
    --json) json=--json ;;
    -*) misused "there is no option $1" ;;
    *)
      if [ -z "$verb" ]; then verb=$1
      elif [ "$verb" = install ] && [ -z "$published" ]; then published=$1
      else misused "$1 is one word too many"; fi ;;
  esac
  shift
done
if [ -n "$root" ]; then
  [ -d "$root" ] || refuse "there is no directory $root"
  root=$(realpath "$root")
  [ "$root" != / ] || refuse "--root / is this machine itself, where Jamie is stopped and started: leave --root (or DESTDIR) away"
fi
opt=$root/opt/jamie etc=$root/etc/jamie units=$root/etc/systemd/system
settings=appsettings.production.json
# Gone after a boot, which starts what is enabled and nothing else.
stopped_for_install=/run/jamie.stopped-for-install

has_manager() { [ -z "$root" ]; }
state() { systemctl show jamie --property="$1" --value; }
is_there() { [ -e "$1" ] || [ -L "$1" ]; }

check_machine() {
  [ "$(id -u)" -eq 0 ] || refuse "run it as root: it writes to /opt, /etc and systemd"
  if ! has_manager; then
    stays_below_root "$opt" "$opt.new" "$opt.previous" "$etc" "$etc/credentials" "$units/jamie.service" "$units/jamie.service.d" "$units/multi-user.target.wants" \
      "$root/var/lib" "$root/var/log"
    return
  fi
  [ -d /run/systemd/system ] || refuse "systemd does not run this machine (use --root for another system's tree)"
  local version
  version=$(systemctl --version | sed -nE '1s/^systemd ([0-9]+).*/\1/p')
  [ "${version:-0}" -ge 247 ] || refuse "systemd ${version:-of an unknown version} has no credentials: 247 or later is needed"
}

# An absolute link means one file to the other system, and another one, of this machine, to whoever follows it here.
stays_below_root() {
  local target real
  for target in "$@"; do
    real=$(realpath -m "$target")
    [[ $real == "$root"/* ]] || refuse "$target leads to $real, out of $root: make the link a relative one that stays inside"
  done
}

check_published() {
  [ -n "$published" ] || misused "install needs the directory of the published daemon"
  [ -d "$published" ] || refuse "there is no directory $published"
  published=$(realpath "$published")
  case $published in
    "$(realpath -m "$opt")" | "$(realpath -m "$opt.new")") refuse "$published is where Jamie is installed: name the directory that it was published to" ;;
  esac
  local file
  for file in JamieDaemon JamieDaemon.dll appsettings.json; do
    [ -f "$published/$file" ] || refuse "$published holds no $file: name what \"dotnet publish JamieDaemon -p:PublishProfile=linux-x64\" has written"
  done
  [ "$(od -An -tx1 -N4 "$published/JamieDaemon" | tr -d ' ')" = 7f454c46 ] || refuse "$published/JamieDaemon is no program for Linux"
}

install_settings() {
  install -d -m 755 "$etc"
  install -d -m 700 "$etc/credentials"
  is_there "$etc/jamie.env" || install -m 640 "$here/jamie.env.example" "$etc/jamie.env"
  # Read by the service's own user, and no place for secrets.
  is_there "$etc/$settings" || install -m 644 "$here/$settings.example" "$etc/$settings"
}

# Settings are read next to the program; what is yours stands in /etc, one file for each ENVIRONMENT.
link_settings() {
  local file name
  for file in "$1"/appsettings.*.json; do
    [ ! -L "$file" ] || is_there "$etc/${file##*/}" || rm "$file"
  done
  for file in "$etc"/appsettings.*.json; do
    name=${file##*/}
    [ "$(readlink "$1/$name")" = "/etc/jamie/$name" ] || ln -sfn "/etc/jamie/$name" "$1/$name"
  done
}

stage_program() {
  rm -rf "$opt.new"
  trap 'rm -rf "$opt.new"' EXIT
  install -d -m 755 "$opt.new"
  cp -R --preserve=timestamps "$published/." "$opt.new"
  rm -f "$opt.new/JamieDaemon.pdb"
  # The version before has brought its own, which comes back with it.
  [ -f "$opt.new/jamie.service" ] || install -m 644 "$here/jamie.service" "$opt.new/jamie.service"
  [ -f "$opt.new/doc/README.md" ] || install -D -m 644 "$here/README.md" "$opt.new/doc/README.md"
  link_settings "$opt.new"
  chown -Rh 0:0 "$opt.new"
  chmod -R u=rwX,go=rX "$opt.new"
}

place_unit() {
  local example
  cmp -s "$opt.new/jamie.service" "$units/jamie.service" || install -D -m 644 "$opt.new/jamie.service" "$units/jamie.service"
  for example in "$here"/jamie.service.d/*.example; do install -D -m 644 "$example" "$units/jamie.service.d/${example##*/}"; done
}

swap_program() {
  # Between the two renames there is no program: no moment to be interrupted in.
  trap '' HUP INT TERM
  if [ -d "$opt" ]; then
    rm -rf "$opt.previous"
    mv "$opt" "$opt.previous"
  fi
  mv "$opt.new" "$opt"
  trap - HUP INT TERM
}

# Whether Jamie is to run after the installation: unless somebody has stopped and disabled it.
is_wanted() {
  [ -d "$opt" ] || return 0
  if systemctl ${root:+--root="$root"} --quiet is-enabled jamie 2>/dev/null; then return 0; fi
  has_manager || return 1
  [ -e "$stopped_for_install" ] || [[ $(state ActiveState) =~ ^(active|activating|reloading)$ ]]
}

# Also one that is only about to start, or stops already: its files must not be changed below it.
stop_jamie() {
  local active
  active=$(state ActiveState)
  if [ "$(state LoadState)" != loaded ] && [ "$active" = inactive ]; then return; fi
  case $active in inactive | failed) ;; *) echo "stopping Jamie: answers that are being written are finished first" ;; esac
  systemctl stop jamie
}

# What the unit says of its service, with everything that was added to it.
service_lines() { systemctl cat jamie | awk '/^\[/ { is_service = $0 == "[Service]" } is_service { sub(/[ \t]*=[ \t]*/, "="); print }'; }

missing_credentials() {
  local path
  service_lines | awk '/^LoadCredential(Encrypted)?=$/ { count = 0 } /^LoadCredential(Encrypted)?=.+:\// { sub(/^[^:]*:/, ""); paths[count++] = $0 } END { for (i = 0; i < count; i++) print paths[i] }' |
    while read -r path; do [ -s "$path" ] || printf '%s ' "$path"; done
}

install_jamie() {
  check_published
  install_settings
  stage_program
  local is_first=true is_wanted=false is_same=false is_new_program=true missing
  if is_wanted; then is_wanted=true; fi
  if [ -d "$opt" ]; then
    is_first=false
    link_settings "$opt"
    if diff -rq --no-dereference "$opt" "$opt.new" >/dev/null; then is_new_program=false; fi
  fi
  if ! $is_new_program && cmp -s "$opt.new/jamie.service" "$units/jamie.service"; then is_same=true; fi
  # Somebody else's reload is missing, or that of an installation which did not come so far.
  if has_manager && [ "$(state NeedDaemonReload)" = yes ]; then is_same=false; fi

  if has_manager && ! $is_same; then
    if $is_wanted; then touch "$stopped_for_install"; fi
    stop_jamie
  fi
  # While it stands still: interrupted anywhere below, it is not one that runs with an older unit or program.
  place_unit
  if has_manager; then systemctl daemon-reload; fi
  # Once, and before the program is there: it is for you to disable it.
  if $is_first; then systemctl ${root:+--root="$root"} --quiet enable jamie; fi
  if $is_new_program; then
    swap_program
    echo "installed the daemon in $opt"
  else
    echo "the same daemon is installed already in $opt"
  fi

  if ! has_manager; then return; fi
  missing=$(missing_credentials)
  if ! $is_wanted; then
    echo "not started, because it was stopped and disabled: systemctl enable --now jamie"
  elif [ -n "$missing" ]; then
    echo "not started, because secrets are missing: put one each into ${missing% } (root's, 0600), then: systemctl start jamie"
  elif [ "$(state ActiveState)" != active ]; then
    start_jamie
  else
    echo "Jamie runs already"
  fi
  rm -f "$stopped_for_install"
}

start_jamie() {
  if systemctl start jamie; then
    echo "Jamie runs: systemctl status jamie"
    return
  fi
  [ -d "$opt.previous" ] && echo "the version before is in $opt.previous: \"install.sh install $opt.previous\" puts it back" >&2
  refuse "Jamie did not start: journalctl -u jamie says why"
}

# What decides whether Jamie can read, write and connect. systemd-run expands no specifiers (%h).
examined='DynamicUser|User|Group|SupplementaryGroups|UMask|(Load|Set)Credential(Encrypted)?|(State|Logs)Directory(Mode)?|WorkingDirectory|Environment|EnvironmentFile'
examined+='|ProtectSystem|ProtectHome|PrivateTmp|(ReadWrite|ReadOnly|Inaccessible|Bind|BindReadOnly)Paths|RestrictAddressFamilies|IPAddress(Allow|Deny)'

examine_jamie() {
  has_manager || misused "doctor looks at this machine and knows no --root"
  if [ ! -x "$opt/JamieDaemon" ] || [ ! -f "$units/jamie.service" ]; then refuse "Jamie is not installed: \"install.sh install DIRECTORY\" comes first"; fi
  local missing properties
  missing=$(missing_credentials)
  [ -z "$missing" ] || refuse "secrets are missing, without which systemd starts nothing: put one each into ${missing% } (root's, 0600)"
  mapfile -t properties < <(service_lines | grep -E "^($examined)=")
  systemd-run --quiet --pipe --wait --collect "${properties[@]/#/--property=}" "$opt/JamieDaemon" doctor $json
}

# Before anything is removed: what is somebody else's is not, and what cannot be is not begun.
check_purge() {
  local place real
  for place in "$root/var/lib" "$root/var/log"; do
    real=$(realpath -m "$place/jamie")
    case $real in
      "$(realpath -m "$place")/jamie" | "$(realpath -m "$place")/private/jamie") ;;
      *) refuse "$place/jamie leads to $real: remove the link, and what is there if you like; nothing was removed" ;;
    esac
    stays_below_root "$place/private/jamie"
    holds_no_mount "$real"
  done
  holds_no_mount "$etc"
}

holds_no_mount() {
  if awk -v place="$1" '$5 == place || index($5, place "/") == 1 { found = 1 } END { exit !found }' /proc/self/mountinfo; then
    refuse "something is mounted on $1: unmount it first; nothing was removed"
  fi
}

remove_jamie() {
  if $purge; then check_purge; fi
  if has_manager; then
    stop_jamie
    systemctl --quiet disable jamie 2>/dev/null || :
    systemctl reset-failed jamie 2>/dev/null || :
  else
    systemctl --root="$root" --quiet disable jamie 2>/dev/null || :
  fi
  rm -rf "$opt" "$opt.new" "$opt.previous" "$units/jamie.service"
  rm -f "$units"/jamie.service.d/*.example
  if has_manager; then
    rm -f "$stopped_for_install"
    systemctl daemon-reload
  fi
  if $purge; then
    # Directories, or links into private/ where the user is a dynamic one.
    rm -rf "$etc" "$units/jamie.service.d" "$root"/var/{lib,log}/jamie "$root"/var/{lib,log}/private/jamie
    echo "removed Jamie with its settings, credentials, state and logs"
  else
    rmdir "$units/jamie.service.d" 2>/dev/null || :
    echo "removed Jamie; what is yours stays in $etc, $root/var/lib/jamie and $root/var/log/jamie (remove --purge removes it)"
  fi
}

if $purge && [ "$verb" != remove ]; then misused "--purge belongs to remove"; fi
if [ -n "$json" ] && [ "$verb" != doctor ]; then misused "--json belongs to doctor"; fi
case $verb in
  install)
    check_machine
    install_jamie
    ;;
  doctor)
    check_machine
    examine_jamie
    ;;
  remove)
    check_machine
    remove_jamie
    ;;
  '') misused "say what to do" ;;
  *) misused "there is no verb $verb" ;;
esac
