{{/* appsettings.{environment}.json. Variables win over it, so nothing stands here that jamie.env sets. */}}
{{- define "jamie.settings" -}}
{{- $ollama := dict "Ollama" (dict "Url" .Values.ollama.url "Model" .Values.ollama.model) }}
{{- mergeOverwrite (deepCopy .Values.settings) $ollama | toPrettyJson }}
{{- end }}

{{/* The credentials that there are, a list as JSON. */}}
{{- define "jamie.credentials" -}}
{{- if .Values.secret.existingName }}
{{- if .Values.secret.create }}
{{- fail "secret.existingName and secret.create are both set, and only one can be: what is to be created would be left out" }}
{{- end }}
{{- .Values.secret.existingKeys | toJson }}
{{- else }}
{{- $create := .Values.secret.create }}
{{- range list "slack-bot-token" "slack-app-token" }}
{{- if not (get $create .) }}
{{- fail (printf "Jamie needs a %s: name a Secret that has it in secret.existingName, or set secret.create.%s" . .) }}
{{- end }}
{{- end }}
{{- keys $create | sortAlpha | toJson }}
{{- end }}
{{- end }}

{{/* The variable that names a credential's file. */}}
{{- define "jamie.credentialVariable" -}}
{{- if eq . "otlp-headers" }}OTEL_EXPORTER_OTLP_HEADERS_FILE{{ else }}{{ . | upper | replace "-" "_" }}_FILE{{ end }}
{{- end }}

{{/* Addresses that no proxy is for: what is set, and Ollama. */}}
{{- define "jamie.noProxy" -}}
{{- $hosts := .Values.proxy.noProxy }}
{{- range splitList "," .Values.ollama.url }}
{{- $url := trim . }}
{{- $hosts = append $hosts (get (urlParse (ternary $url (printf "http://%s" $url) (contains "://" $url))) "hostname") }}
{{- end }}
{{- $hosts | uniq | join "," }}
{{- end }}

{{/* Answering:DrainTime in seconds. */}}
{{- define "jamie.drainSeconds" -}}
{{- $time := splitList ":" (dig "Answering" "DrainTime" "00:00:25" .Values.settings) }}
{{- add (mul 3600 (index $time 0 | trimPrefix "0" | int)) (mul 60 (index $time 1 | trimPrefix "0" | int)) (index $time 2 | float64 | ceil | int) }}
{{- end }}

{{/* What docs/operations.md (Shutdown) says comes on top of the drain time. */}}
{{- define "jamie.graceSeconds" -}}
{{- $least := add (include "jamie.drainSeconds" . | int) 21 | int }}
{{- $grace := .Values.terminationGracePeriodSeconds | int }}
{{- if lt $grace $least }}
{{- fail (printf "terminationGracePeriodSeconds (%d) is less than Jamie may need to stop: Answering:DrainTime and 21 s, that is %d" $grace $least) }}
{{- end }}
{{- $grace }}
{{- end }}

{{/* All sockets of all replicas, so that nobody takes those of another replica for a stranger's. 0 for one replica. */}}
{{- define "jamie.expectedSockets" -}}
{{- $replicas := .Values.replicaCount | int }}
{{- $sockets := mul $replicas (dig "Slack" "Sockets" 2 .Values.settings | int) | int }}
{{- if gt $sockets 10 }}
{{- fail (printf "replicaCount times Slack:Sockets is %d, and Slack allows an app 10 sockets" $sockets) }}
{{- end }}
{{- if gt $replicas 1 }}{{ $sockets }}{{ else }}0{{ end }}
{{- end }}

{{/* A duration of Prometheus': a number and a unit. */}}
{{- define "jamie.milliseconds" -}}
{{- $unit := regexFind "[a-z]+$" . }}
{{- mul (trimSuffix $unit . | float64) (get (dict "ms" 1 "s" 1000 "m" 60000 "h" 3600000) $unit) }}
{{- end }}
