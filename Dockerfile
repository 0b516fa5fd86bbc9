# Two stages: the first installs what the lock says, the second carries only what runs.
FROM python:3.11-slim-bookworm AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /opt/venv
COPY requirements/base.txt /tmp/base.txt
RUN /opt/venv/bin/pip install --require-hashes --only-binary :all: -r /tmp/base.txt

FROM python:3.11-slim-bookworm
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    DJANGO_SETTINGS_MODULE=config.settings \
    GUNICORN_BIND=0.0.0.0:8000 \
    STATIC_ROOT=/app/static_root \
    VINCULO_VAR=/data
# Names in Arabic, Chinese, Japanese or Korean are printed on badges: the layout needs their letters.
RUN apt-get update -qq && apt-get install -y -qq --no-install-recommends fonts-noto-core fonts-noto-cjk \
    && rm -rf /var/lib/apt/lists/*
RUN useradd --system --uid 10001 --create-home vinculo \
    && mkdir /data && chown vinculo:vinculo /data
COPY --from=build /opt/venv /opt/venv
WORKDIR /app
COPY . .
# The key of the build serves nothing: it only lets the command start.
RUN SECRET_KEY=solo-para-reunir-los-estaticos python manage.py collectstatic --noinput -v 0
USER vinculo
VOLUME /data
EXPOSE 8000
CMD ["gunicorn", "-c", "config/gunicorn.py", "config.wsgi"]
