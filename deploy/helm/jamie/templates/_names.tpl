{{- define "jamie.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 52 | trimSuffix "-" }}
{{- end }}

{{/* 52 characters: Kubernetes makes a label of a StatefulSet's name and a hash, and a label has 63. */}}
{{- define "jamie.fullname" -}}
{{- if .Values.fullnameOverride }}
{{- .Values.fullnameOverride | trunc 52 | trimSuffix "-" }}
{{- else if contains (include "jamie.name" .) .Release.Name }}
{{- .Release.Name | trunc 52 | trimSuffix "-" }}
{{- else }}
{{- printf "%s-%s" .Release.Name (include "jamie.name" .) | trunc 52 | trimSuffix "-" }}
{{- end }}
{{- end }}

{{- define "jamie.serviceAccountName" -}}
{{- if .Values.serviceAccount.create }}
{{- default (include "jamie.fullname" .) .Values.serviceAccount.name }}
{{- else }}
{{- default "default" .Values.serviceAccount.name }}
{{- end }}
{{- end }}

{{- define "jamie.secretName" -}}
{{- default (include "jamie.fullname" .) .Values.secret.existingName }}
{{- end }}

{{- define "jamie.promptsName" -}}
{{- default (printf "%s-prompts" (include "jamie.fullname" .)) .Values.prompts.existingConfigMap }}
{{- end }}

{{- define "jamie.caName" -}}
{{- default (printf "%s-ca" (include "jamie.fullname" .)) .Values.extraCa.existingConfigMap }}
{{- end }}

{{- define "jamie.image" -}}
{{- if .Values.image.digest }}
{{- printf "%s@%s" .Values.image.repository .Values.image.digest }}
{{- else }}
{{- printf "%s:%s" .Values.image.repository (default .Chart.AppVersion .Values.image.tag) }}
{{- end }}
{{- end }}

{{/* What the network policy selects by: the daemon's pods, and that of `helm test`, which must reach what they reach. */}}
{{- define "jamie.instanceLabels" -}}
app.kubernetes.io/name: {{ include "jamie.name" . }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
{{- end }}

{{- define "jamie.selectorLabels" -}}
{{ include "jamie.instanceLabels" . }}
app.kubernetes.io/component: daemon
{{- end }}

{{- define "jamie.labels" -}}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{ include "jamie.instanceLabels" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end }}
