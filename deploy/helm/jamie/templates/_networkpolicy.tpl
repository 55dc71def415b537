{{/* An egress rule: {to, ports}. */}}
{{- define "jamie.egress" -}}
- to:
    {{- toYaml .to | nindent 4 }}
  ports:
  {{- range .ports }}
  - {protocol: TCP, port: {{ . | int }}}
  {{- end }}
{{- end }}
