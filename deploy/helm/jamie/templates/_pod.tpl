{{/* What the daemon and `helm test` have in common: the same settings, secrets and authorities, from the same places. */}}
{{- define "jamie.env" -}}
- name: ENVIRONMENT
  value: {{ .Values.environment | quote }}
- name: Observability__Port
  value: {{ .Values.port | int | quote }}
- name: Journal__Directory
  value: /var/lib/jamie/journal
- name: Slack__StateDirectory
  value: /var/lib/jamie/state
- name: Observability__Logs__Directory
  value: /var/log/jamie
- name: Slack__ExpectedSockets
  value: {{ include "jamie.expectedSockets" . | quote }}
{{- range include "jamie.credentials" . | fromJsonArray }}
- name: {{ include "jamie.credentialVariable" . }}
  value: /etc/jamie/secrets/{{ . }}
{{- end }}
{{- if or .Values.prompts.system .Values.prompts.existingConfigMap }}
- name: Answering__SystemPrompt
  valueFrom:
    configMapKeyRef:
      name: {{ include "jamie.promptsName" . }}
      key: system
{{- end }}
{{- $prompts := include "jamie.promptsName" . }}
{{- range $channel, $prompt := .Values.prompts.channels }}
- name: Slack__Channels__{{ $channel }}__SystemPrompt
  valueFrom:
    configMapKeyRef:
      name: {{ $prompts }}
      key: {{ $channel }}
{{- end }}
{{- if or .Values.proxy.https .Values.proxy.existingSecret }}
- name: HTTPS_PROXY
  {{- with .Values.proxy.existingSecret }}
  valueFrom:
    secretKeyRef:
      {{- toYaml . | nindent 6 }}
  {{- else }}
  value: {{ .Values.proxy.https | quote }}
  {{- end }}
- name: NO_PROXY
  value: {{ include "jamie.noProxy" . | quote }}
{{- end }}
{{- if or .Values.extraCa.pem .Values.extraCa.existingConfigMap }}
- name: Network__ExtraCaFile
  value: /etc/jamie/ca/ca.pem
{{- end }}
{{- if .Values.extraEnv }}
{{ include "jamie.extraEnv" . }}
{{- end }}
{{- end }}

{{- define "jamie.volumeMounts" -}}
- name: state
  mountPath: /var/lib/jamie
- name: logs
  mountPath: /var/log/jamie
# A single file, because the program's folder is read-only and has others; a change of it starts the pod anew (checksum/settings).
- name: settings
  mountPath: /app/appsettings.{{ .Values.environment }}.json
  subPath: appsettings.json
  readOnly: true
- name: secrets
  mountPath: /etc/jamie/secrets
  readOnly: true
{{- if or .Values.extraCa.pem .Values.extraCa.existingConfigMap }}
- name: ca
  mountPath: /etc/jamie/ca
  readOnly: true
{{- end }}
{{- end }}

{{- define "jamie.volumes" -}}
- name: settings
  configMap:
    name: {{ include "jamie.fullname" . }}
- name: secrets
  secret:
    secretName: {{ include "jamie.secretName" . }}
    defaultMode: 0440
    items:
    {{- range include "jamie.credentials" . | fromJsonArray }}
    - key: {{ . }}
      path: {{ . }}
    {{- end }}
{{- if or .Values.extraCa.pem .Values.extraCa.existingConfigMap }}
- name: ca
  configMap:
    name: {{ include "jamie.caName" . }}
    items:
    - key: {{ .Values.extraCa.key }}
      path: ca.pem
{{- end }}
{{- end }}

{{/* Where a pod runs, and as whom. */}}
{{- define "jamie.placement" -}}
serviceAccountName: {{ include "jamie.serviceAccountName" . }}
automountServiceAccountToken: false
enableServiceLinks: false
securityContext:
  {{- toYaml .Values.podSecurityContext | nindent 2 }}
{{- with .Values.imagePullSecrets }}
imagePullSecrets:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- with .Values.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}
