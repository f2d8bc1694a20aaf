"""What production runs on: Compose file, image, nginx, locks, and the script that makes keys."""

import json
import re
import shutil
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.core.management import get_commands
from jsonschema import Draft201909Validator

ROOT = Path(__file__).resolve().parent.parent
SERVICES = {"db", "migrate", "web", "worker", "nginx"}
SCHEMA = json.loads((ROOT / "tests/data/compose-spec.json").read_text())
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
DOCKERFILE = (ROOT / "Dockerfile").read_text()
NGINX = (ROOT / "newsroom/nginx.conf").read_text()

each_service = pytest.mark.parametrize("name", sorted(SERVICES))


def service(name: str) -> dict[str, Any]:
    found: dict[str, Any] = COMPOSE["services"][name]
    return found


def words(value: str | list[str]) -> str:
    return value if isinstance(value, str) else " ".join(value)


def block(opening: str) -> str:
    """What stands between the braces of a part of nginx.conf that holds no braces of its own."""
    return NGINX.split(f"{opening} {{", 1)[1].split("}", 1)[0]


def pins(lock: str) -> dict[str, str]:
    """Each package of a lock with its version and marker, and its hashes."""
    entries = re.split(r"\n(?=[a-z])", (ROOT / lock).read_text())
    return {
        entry.split("==")[0]: re.sub(r"\n    #.*", "", entry) for entry in entries if "==" in entry
    }


# Compose


def test_compose_file_is_what_the_specification_allows() -> None:
    Draft201909Validator.check_schema(SCHEMA)
    errors = [
        f"{error.json_path}: {error.message}"
        for error in Draft201909Validator(SCHEMA).iter_errors(COMPOSE)
    ]
    assert errors == []


def test_the_schema_would_notice_a_mistake() -> None:
    broken = {"services": {"web": {"image": "newsroom", "depend_on": ["db"]}}}
    assert not Draft201909Validator(SCHEMA).is_valid(broken)


def test_the_services_are_the_five_we_know() -> None:
    assert set(COMPOSE["services"]) == SERVICES


def test_every_command_exists() -> None:
    commands = {name: words(service(name).get("command", "")) for name in SERVICES}
    called = re.findall(r"manage\.py (\w+)", " ".join(commands.values()))
    assert set(called) >= {"migrate", "work"}
    assert [name for name in called if name not in get_commands()] == []
    assert "newsroom.wsgi:application" in commands["web"]
    assert shutil.which("granian", path=str(ROOT / ".venv/bin")) or shutil.which("granian")


def test_web_runs_as_the_design_measured_it_and_as_the_image_does() -> None:
    command = words(service("web")["command"])
    assert "--interface wsgi" in command
    assert "--workers 2" in command
    assert "--blocking-threads 8" in command
    assert all(part in DOCKERFILE for part in ('"--workers", "2"', '"--blocking-threads", "8"'))


@each_service
def test_no_service_has_more_rights_than_it_needs(name: str) -> None:
    it = service(name)
    assert it["read_only"] is True
    assert it["cap_drop"] == ["ALL"]
    assert "cap_add" not in it
    assert not it.get("privileged")
    assert it["security_opt"] == ["no-new-privileges:true"]
    if it["image"] == "newsroom":
        assert "user" not in it, "the image names its own user"
    else:
        assert it["user"].split(":")[0] not in {"0", "root"}


@each_service
def test_every_service_tells_its_health(name: str) -> None:
    health = service(name)["healthcheck"]
    if name == "migrate":
        assert health == {"disable": True}
        assert service(name)["restart"] == "no"
    else:
        assert health["test"][0] == "CMD"


def test_services_wait_for_what_they_need() -> None:
    waits = {
        (name, on, how["condition"])
        for name in SERVICES
        for on, how in service(name).get("depends_on", {}).items()
    }
    done, healthy = "service_completed_successfully", "service_healthy"
    assert waits == {
        ("migrate", "db", healthy),
        ("web", "db", healthy),
        ("web", "migrate", done),
        ("worker", "db", healthy),
        ("worker", "migrate", done),
        ("nginx", "web", healthy),
    }


@each_service
def test_secrets_come_from_files(name: str) -> None:
    for key, value in service(name).get("environment", {}).items():
        if re.search(r"KEY|PASSWORD|SECRET|TOKEN|(DATABASE|EMAIL|CACHE)_URL", key):
            assert key.endswith("_FILE"), f"{key} would stand in the file or in `docker inspect`"
            secret = value.removeprefix("/run/secrets/")
            assert secret in service(name)["secrets"]
            assert COMPOSE["secrets"][secret]["file"] == f"./secrets/{secret}"


def test_every_setting_given_is_one_that_is_read() -> None:
    read = (ROOT / "newsroom/settings.py").read_text() + (
        ROOT / "newsroom/environment.py"
    ).read_text()
    given = {name.removesuffix("_FILE") for name in service("web")["environment"]}
    assert {name for name in given if f'"{name}"' not in read} == set()


def test_secrets_reach_neither_the_repository_nor_the_image() -> None:
    assert "/secrets/" in (ROOT / ".gitignore").read_text().split()
    lines = (ROOT / ".dockerignore").read_text().split()
    assert "*" in lines
    assert not {"!secrets", "!var", "!.env"} & set(lines)


def test_what_the_site_needs_is_let_into_the_image() -> None:
    let_in = set((ROOT / ".dockerignore").read_text().split())
    needed = ["accounts", "articles", "locale", "manage.py", "newsroom", "static", "templates"]
    assert [name for name in needed if f"!{name}" not in let_in or not (ROOT / name).exists()] == []


def test_only_nginx_is_reachable_and_only_from_the_host() -> None:
    ports = {name: service(name)["ports"] for name in SERVICES if "ports" in service(name)}
    assert set(ports) == {"nginx"}
    assert all(port.startswith("127.0.0.1:") for port in ports["nginx"])
    assert COMPOSE["networks"]["data"]["internal"] is True
    assert "data" not in service("nginx")["networks"]


def test_originals_and_database_are_out_of_reach_for_nginx() -> None:
    mounts = service("nginx")["volumes"]
    assert all(mount.endswith(":ro") for mount in mounts)
    assert not [mount for mount in mounts if mount.startswith(("originals", "database"))]


def test_every_volume_and_network_is_declared_and_used() -> None:
    volumes = {
        mount.split(":")[0] for name in SERVICES for mount in service(name).get("volumes", [])
    }
    networks = {network for name in SERVICES for network in service(name)["networks"]}
    assert {name for name in volumes if "/" not in name} == set(COMPOSE["volumes"])
    assert networks == set(COMPOSE["networks"])


# Image and locks


def test_image_runs_as_a_user_of_its_own() -> None:
    final = DOCKERFILE.rsplit("\nFROM ", 1)[1]
    users = re.findall(r"^USER (\d+):(\d+)$", final, re.MULTILINE)
    assert users == [("10001", "10001")]
    assert final.index("USER ") < final.index("CMD [")
    assert "HEALTHCHECK" in final


def test_image_takes_hashed_packages_and_no_keys() -> None:
    assert "--require-hashes" in DOCKERFILE
    assert not re.search(r"^(ENV|ARG)\b.*(KEY|PASSWORD|SECRET)", DOCKERFILE, re.MULTILINE)


def test_locks_name_every_dependency_with_its_hashes() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    runtime = project["project"]["dependencies"]
    for lock, wanted in {
        "requirements.lock": runtime + project["dependency-groups"]["dev"],
        "requirements.runtime.lock": runtime,
    }.items():
        names = {re.split(r"[^\w-]", line.lower())[0] for line in wanted}
        assert names - set(pins(lock)) == set(), f"make {lock} anew: ./run lock"
        assert all("--hash=sha256:" in entry for entry in pins(lock).values())


def test_the_image_has_the_very_versions_that_were_tested() -> None:
    everything, image = pins("requirements.lock"), pins("requirements.runtime.lock")
    assert {name: everything.get(name) for name in image} == image
    assert "pytest" not in image
    assert "playwright" not in image


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements.runtime.lock"])
def test_no_lock_names_an_address_or_a_machine(lock: str) -> None:
    assert not re.search(
        r"https?:|file:|--index|--find-links|@|/\w+/\w+/", (ROOT / lock).read_text()
    )


# nginx


def test_nginx_configuration_is_valid(tmp_path: Path) -> None:
    """Braces always; the server's own judgement where it is installed."""
    code = re.sub(r'"[^"\n]*"', '""', re.sub(r"#.*", "", NGINX))
    assert code.count("{") == code.count("}")
    assert [
        line for line in code.splitlines() if line.strip() and line.strip()[-1] not in "{};"
    ] == [
        line
        for line in code.splitlines()
        if line.strip().startswith(("gzip_types", "proxy_cache_path"))
    ]
    if nginx := shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin"):
        conf = tmp_path / "nginx.conf"
        conf.write_text(
            NGINX.replace("/var/cache/nginx", str(tmp_path)).replace("/tmp/", f"{tmp_path}/")
        )
        done = subprocess.run(
            [nginx, "-t", "-c", str(conf)], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr


def test_nginx_keeps_pages_by_scheme_host_and_address() -> None:
    assert 'proxy_cache_key "$public_scheme://$http_host$request_uri";' in NGINX
    assert "proxy_cache_lock on;" in NGINX
    assert "proxy_cache_use_stale off;" in NGINX
    assert "proxy_ignore_headers" not in NGINX, "Cache-Control, Vary and Set-Cookie are heeded"


@pytest.mark.parametrize(
    ("header", "kept"),
    [
        ("public, max-age=0, s-maxage=10", True),
        ("s-maxage=1", True),
        ("max-age=0,s-maxage=7,must-revalidate", True),
        ("public, s-maxage=11", False),
        ("public, s-maxage=100", False),
        ("s-maxage=0", False),
        ("public, max-age=60", False),
        ("private, no-store", False),
        ("", False),
    ],
)
def test_nginx_keeps_a_page_ten_seconds_at_most(header: str, kept: bool) -> None:
    rule = re.search(r'"~\*(\S+)" 0;', block("map $upstream_http_cache_control $may_not_keep"))
    assert rule
    assert bool(re.search(rule[1], header, re.IGNORECASE)) is kept
    assert "default 1;" in block("map $upstream_http_cache_control $may_not_keep")
    assert "proxy_no_cache $is_signed_in $may_not_keep;" in NGINX


def test_nginx_keeps_nothing_of_the_desk_nor_for_those_signed_in(settings: Any) -> None:
    assert f"map $cookie_{settings.SESSION_COOKIE_NAME} $is_signed_in" in NGINX
    assert "proxy_cache_bypass $is_signed_in;" in NGINX
    for opening in ("location ~ ^/(admin|akun)(/|$)", "location = /hit"):
        assert "proxy_cache off;" in block(opening)


def test_nginx_lets_nobody_say_who_they_are() -> None:
    assert "proxy_set_header X-Forwarded-For $remote_addr;" in NGINX
    assert "proxy_set_header X-Forwarded-Proto $public_scheme;" in NGINX
    assert 'proxy_set_header X-Forwarded-Host "";' in NGINX
    assert "$proxy_add_x_forwarded_for" not in NGINX
    gateway = COMPOSE["networks"]["front"]["ipam"]["config"][0]["gateway"]
    assert f"set_real_ip_from {gateway};" in NGINX
    assert f"{gateway} 1;" in block("geo $realip_remote_addr $is_front")
    assert service("web")["environment"]["TRUSTED_PROXIES"] == "1"


def test_nginx_takes_photos_from_the_desk_only() -> None:
    assert "client_max_body_size 25m;" in block("location ~ ^/(admin|akun)(/|$)")
    assert NGINX.count("client_max_body_size 25m;") == 1


# ./run


def test_run_is_plain_shell() -> None:
    shells = [shell for shell in ("sh", "dash") if shutil.which(shell)]
    assert [
        subprocess.run([shell, "-n", ROOT / "run"], check=False).returncode for shell in shells
    ] == [0] * len(shells)


def test_run_makes_keys_once_and_for_nobody_else(tmp_path: Path) -> None:
    function = re.search(
        r"^make_key\(\) \{.*?^\}", (ROOT / "run").read_text(), re.MULTILINE | re.DOTALL
    )
    assert function
    script = f"set -eu\n{function[0]}\nmake_key key & make_key key & make_key key & wait; cat key"
    first, again = (
        subprocess.run(
            ["sh", "-c", script], cwd=tmp_path, capture_output=True, text=True, check=True
        )
        for _ in range(2)
    )
    assert re.fullmatch(r"[0-9a-f]{96}", first.stdout)
    assert again.stdout == first.stdout
    assert [path.name for path in tmp_path.iterdir()] == ["key"]
    assert (tmp_path / "key").stat().st_mode & 0o777 == 0o600
