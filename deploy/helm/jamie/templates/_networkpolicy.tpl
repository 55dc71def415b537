{{/* An egress rule: {to, ports, protocols}. To Kubernetes an empty `to` is everywhere, so without one there is no rule. */}}
{{- define "jamie.egress" -}}
{{- if .to }}
- to:
    {{- toYaml .to | nindent 4 }}
  ports:
  {{- $ports := .ports }}
  {{- range $protocol := default (list "TCP") .protocols }}
  {{- range $ports }}
  - {protocol: {{ $protocol }}, port: {{ . | int }}}
  {{- end }}
  {{- end }}
{{- end }}
{{- end }}

{{/* The port that an address names, or that of its scheme; Ollama's without one, as Ollama:Url has it. */}}
{{- define "jamie.port" -}}
{{- $authority := regexReplaceAll "^(https?://)?([^/?]*).*$" . "${2}" }}
{{- with regexFind ":[0-9]+$" $authority }}{{ trimPrefix ":" . }}
{{- else }}{{ if hasPrefix "https://" . }}443{{ else if hasPrefix "http://" . }}80{{ else }}11434{{ end }}
{{- end }}
{{- end }}

{{/* Not empty when a rule {to, ports} lets somebody through to a port. */}}
{{- define "jamie.opens" -}}
{{- range .rule.ports }}
{{- if and $.rule.to (eq (int .) (int $.port)) }}yes{{ end }}
{{- end }}
{{- end }}

{{/* Where telemetry goes, a list as JSON. What a variable takes from elsewhere is "an address from elsewhere". */}}
{{- define "jamie.receivers" -}}
{{- $all := list (dig "Observability" "Otlp" "Endpoint" "" .Values.settings) (dig "Observability" "Logfire" "BaseUrl" "" .Values.settings) }}
{{- range .Values.extraEnv }}
{{- if regexMatch "(?i)^(OTEL_EXPORTER_OTLP_((TRACES|METRICS|LOGS)_)?ENDPOINT|LOGFIRE_BASE_URL|Observability__(Otlp__Endpoint|Logfire__BaseUrl))$" .name }}
{{- $all = append $all (ternary "an address from elsewhere" .value (hasKey . "valueFrom")) }}
{{- end }}
{{- end }}
{{- compact $all | toJson }}
{{- end }}

{{/* Refuses addresses that the policy would keep Jamie from. */}}
{{- define "jamie.checkReach" -}}
{{- $policy := .Values.networkPolicy }}
{{- range splitList "," .Values.ollama.url }}
{{- $port := include "jamie.port" (. | trim | lower) }}
{{- if and $policy.ollama.to (not (include "jamie.opens" (dict "rule" $policy.ollama "port" $port))) }}
{{- fail (printf "ollama.url has port %s, which the network policy keeps Jamie from: add it to networkPolicy.ollama.ports" $port) }}
{{- end }}
{{- end }}
{{- $proxy := or .Values.proxy.https .Values.proxy.existingSecret }}
{{- range include "jamie.receivers" . | fromJsonArray }}
{{- $port := include "jamie.port" (. | trim | lower) }}
{{- $isOpen := or (include "jamie.opens" (dict "rule" $policy.otlp "port" $port)) (and (eq . "an address from elsewhere") $policy.otlp.to) }}
{{- if and (not $isOpen) (hasPrefix "https://" (lower .)) }}
{{- $isOpen = or $proxy (include "jamie.opens" (dict "rule" $policy.https "port" $port)) }}
{{- end }}
{{- if not $isOpen }}
{{- fail (printf "Telemetry is to go to %s, which the network policy keeps Jamie from: say in networkPolicy.otlp.to where that is, and its port in networkPolicy.otlp.ports" .) }}
{{- end }}
{{- end }}
{{- end }}
