# shellcheck shell=bash
# Sections and programs that several services have in common.

database_url() { # DATABASE
  echo "mysql+pymysql://openstack:$PASSWORD@$ADDRESS:${PORT[mariadb]}/$1?charset=utf8"
}

database_section() { # DATABASE [SECTION]
  cat <<X
[${2:-database}]
connection = $(database_url "$1")
max_pool_size = 5
max_overflow = 20
X
}

service_login() { # USER: the body of a section by which a service signs in
  cat <<X
auth_type = password
auth_url = $KEYSTONE_URL
username = $1
password = $PASSWORD
project_name = service
user_domain_name = Default
project_domain_name = Default
region_name = $REGION
X
}

token_check_sections() { # USER: how a service checks the tokens it is shown
  cat <<X
[keystone_authtoken]
www_authenticate_uri = http://$ADDRESS:${PORT[keystone]}
memcached_servers = $ADDRESS:${PORT[memcached]}
service_token_roles_required = true
$(service_login "$1")
[cache]
enabled = true
backend = dogpile.cache.pymemcache
memcache_servers = $ADDRESS:${PORT[memcached]}
[oslo_messaging_notifications]
driver = noop
[oslo_concurrency]
lock_path = $STATE/lock
X
}

entry_point() { # NAME MODULE: Debian ships this program only together with an init script, so write its two lines
  printf '#!/usr/bin/python3\nimport sys\nfrom %s import main\nsys.exit(main())\n' "$2" >"$BIN/$1"
  chmod 755 "$BIN/$1"
}

# Without --lazy-apps the program is loaded once for all of its processes.
start_wsgi() { # NAME WSGI_FILE PROCESSES THREADS [uwsgi options]
  local name=$1 file=$2 processes=$3 threads=$4
  shift 4
  start "$name" uwsgi --plugin python3 --http-socket "$ADDRESS:${PORT[$name]}" --wsgi-file "$file" --master \
    --processes "$processes" --threads "$threads" --need-app --die-on-term --no-orphans --buffer-size 65535 \
    --thunder-lock --disable-logging --add-header 'Connection: close' \
    --hook-master-start 'unix_signal:15 gracefully_kill_them_all' "$@"
}
