# The service with the embedded gazetteer. docs/how-to/running.md says how to run it.
FROM python:3.13-slim AS build
WORKDIR /src
COPY . .
RUN pip install --no-cache-dir --ignore-installed --prefix=/install '.[serve]'

FROM python:3.13-slim
COPY --from=build /install /usr/local
RUN mkdir /data && chown 65534:65534 /data
# Decisions are kept in the volume; gazetteers of one's own can be put there, too.
VOLUME /data
WORKDIR /data
USER 65534:65534
ENV NAMES_DECISIONS=/data/decisions.jsonl
EXPOSE 8000
HEALTHCHECK --start-period=30s CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8000/health')"]
ENTRYPOINT ["names"]
CMD ["serve", "--host", "0.0.0.0"]
