# The daemon in a container, for linux/amd64:
#   docker build --build-arg VERSION="$(dotnet msbuild JamieDaemon -getProperty:Version)" --tag jamie:0.1.0 .
#   docker run --read-only --cap-drop ALL --stop-timeout 60 --volume jamie:/var/lib/jamie --volume jamie-logs:/var/log/jamie --env-file jamie.env jamie:0.1.0
FROM mcr.microsoft.com/dotnet/sdk:10.0-noble AS build
WORKDIR /src
ENV DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

# Packages change seldom; until they do, this layer is kept.
COPY global.json Directory.Build.props Directory.Packages.props ./
COPY JamieDaemon/JamieDaemon.csproj JamieDaemon/packages.lock.json JamieDaemon/
RUN dotnet restore JamieDaemon --locked-mode

COPY . .
ARG VERSION=unreleased
ARG REVISION=
# The version is that of Directory.Build.props: the argument only brings it to the label, and another one is a mistake.
RUN built="$(dotnet msbuild JamieDaemon -getProperty:Version)" \
    && { [ "$VERSION" = unreleased ] || [ "$VERSION" = "$built" ] || { echo "VERSION is $VERSION, and Directory.Build.props has $built"; exit 1; }; } \
    && dotnet publish JamieDaemon --configuration Release --runtime linux-x64 --no-self-contained --no-restore \
        -p:RunAnalyzers=false ${REVISION:+-p:SourceRevisionId="$REVISION"} --output /out/app \
    && mkdir -p /out/state /out/logs

# It has no shell and no package manager: https://github.com/dotnet/dotnet-docker/blob/main/documentation/ubuntu-chiseled.md
FROM mcr.microsoft.com/dotnet/runtime:10.0-noble-chiseled
ARG VERSION=unreleased
ARG REVISION=
LABEL org.opencontainers.image.title="Jamie" \
      org.opencontainers.image.description="Answers the questions of people on call, in Slack, from a model of your own" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="$VERSION" \
      org.opencontainers.image.revision="$REVISION" \
      org.opencontainers.image.base.name="mcr.microsoft.com/dotnet/runtime:10.0-noble-chiseled"

# The program belongs to root, so that it cannot change itself; these two directories are all that it writes to.
COPY --from=build /out/app /app
COPY --from=build --chown=65532:65532 /out/state /var/lib/jamie
COPY --from=build --chown=65532:65532 /out/logs /var/log/jamie
VOLUME ["/var/lib/jamie", "/var/log/jamie"]

# Diagnostics would want a socket in /tmp, which is read-only. With /app in the path the documentation's `JamieDaemon doctor` works as it stands.
ENV DOTNET_EnableDiagnostics=0 \
    PATH=/app:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
    Journal__Directory=/var/lib/jamie/journal \
    Slack__StateDirectory=/var/lib/jamie/state \
    Observability__Logs__Directory=/var/log/jamie

WORKDIR /var/lib/jamie
# A number: Kubernetes' runAsNonRoot cannot tell who a name is.
USER 65532:65532
EXPOSE 9090
# Whether it gets things done, for whoever restarts what is unhealthy: no restart mends Slack or the model. First asked after the interval, long after the start.
HEALTHCHECK --interval=30s --timeout=5s --retries=3 CMD ["/app/JamieDaemon", "health", "--live"]
ENTRYPOINT ["/app/JamieDaemon"]
