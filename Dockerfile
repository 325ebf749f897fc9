# The server and the command line client on a small Debian. Built and run by docker-compose.yml.
FROM debian:12-slim AS build
WORKDIR /src
COPY scripts/prelude scripts/packages scripts/install scripts/
RUN scripts/install build
COPY . .
RUN scripts/build release liengiad liengia

FROM debian:12-slim
COPY scripts/prelude scripts/packages scripts/install /opt/liengia/scripts/
RUN /opt/liengia/scripts/install image && rm -rf /var/lib/apt/lists/* && \
    useradd --system --uid 10001 --shell /usr/sbin/nologin liengia
COPY scripts/healthy /opt/liengia/scripts/
COPY --from=build /src/build/release/bin/liengiad /src/build/release/bin/liengia /usr/local/bin/
USER liengia
EXPOSE 50051 8080
HEALTHCHECK --interval=5s --timeout=3s --start-period=20s CMD ["/opt/liengia/scripts/healthy", "8080"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["liengiad"]
CMD ["--help"]
