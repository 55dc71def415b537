{{/* extraEnv, without what would take the word from the chart: settings that it makes or computes with, and the variables that stand for them.
     .NET reads a setting's variable in any case of letters, and variables with a name of their own win over it. */}}
{{- define "jamie.extraEnv" -}}
{{- $settings := list
  "Slack__(BotToken|AppToken|Sockets|ExpectedSockets|StateDirectory|Channels__.+__SystemPrompt)"
  "Answering__(SystemPrompt|DrainTime)" "Journal__Directory" "Ollama__(Url|Model|Authorization)" "Network__ExtraCaFile"
  "Observability__(Address|Port|Logs__Directory|Logfire__Token)" }}
{{- $variables := list
  "SLACK_(BOT|APP)_TOKEN(_FILE)?" "OLLAMA_URL" "MODEL_NAME" "OLLAMA_AUTHORIZATION(_FILE)?" "(WEAVER_)?LOGFIRE_TOKEN(_FILE)?" "OTEL_EXPORTER_OTLP_HEADERS(_FILE)?"
  "OTEL_EXPORTER_PROMETHEUS_(HOST|PORT)" "((LOGFIRE|WEAVER_TELEMETRY)_)?ENVIRONMENT" "(HTTPS|ALL|NO)_PROXY" }}
{{- $pattern := printf "(?i)^(%s)$" (concat $settings $variables | join "|") }}
{{- range .Values.extraEnv }}
{{- if regexMatch $pattern .name }}
{{- fail (printf "extraEnv may not have %s: the chart sets that itself, or computes with it; there is another value for it" .name) }}
{{- end }}
{{- end }}
{{- toYaml .Values.extraEnv }}
{{- end }}
