# syntax=docker/dockerfile:1
# One image for web, worker and migrate. Only requirements.runtime.lock goes in, so no tests' browser or
# database server; every package is checked against its hash and none is compiled here.

FROM python:3.13-slim AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /venv
COPY requirements.runtime.lock ./
RUN /venv/bin/pip install --quiet --require-hashes --only-binary :all: -r requirements.runtime.lock
WORKDIR /app
COPY . .
# The keys live for these commands only; nothing they make depends on them.
RUN set -eu; \
    export SECRET_KEY="$(od -An -N48 -tx1 /dev/urandom | tr -d ' \n')"; \
    export EDITION_KEY="$(od -An -N48 -tx1 /dev/urandom | tr -d ' \n')"; \
    /venv/bin/pybabel --quiet compile --directory locale --domain django; \
    /venv/bin/python manage.py collectstatic --noinput --verbosity 0; \
    /venv/bin/python -m compileall -q accounts articles newsroom

FROM python:3.13-slim
RUN groupadd --gid 10001 newsroom \
    && useradd --uid 10001 --gid 10001 --no-create-home --shell /usr/sbin/nologin newsroom \
    && install -d -o 10001 -g 10001 /srv/media /srv/media-originals /srv/static
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 MEDIA_ROOT=/srv/media
COPY --from=build /venv /venv
COPY --from=build /app /app
WORKDIR /app
USER 10001:10001
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 \
    CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8000/health/live', timeout=2)"]
CMD ["granian", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", "--workers", "2", "--blocking-threads", "8", "--no-ws", "--respawn-failed-workers", "newsroom.wsgi:application"]
