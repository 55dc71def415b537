{{/* Beside the daemon, with its rights: the log files belong to one user. */}}
{{- define "jamie.filebeat" -}}
- name: filebeat
  image: {{ .Values.filebeat.image | quote }}
  args:
  - -e
  - --path.config=/etc/filebeat
  # How far it has read is kept with the files: in a place of its own it would be lost with the pod, and everything would be sent again.
  - --path.data=/var/log/jamie/.filebeat
  - -E
  - {{ printf "output.elasticsearch.hosts=%s" (toJson .Values.filebeat.hosts) | quote }}
  env:
  - name: ELASTICSEARCH_API_KEY
    {{- if not .Values.filebeat.apiKeySecret }}
    {{- fail "Filebeat needs an API key of Elasticsearch's: name the Secret and its key in filebeat.apiKeySecret" }}
    {{- end }}
    valueFrom:
      secretKeyRef:
        {{- toYaml .Values.filebeat.apiKeySecret | nindent 8 }}
  {{- if or .Values.extraCa.pem .Values.extraCa.existingConfigMap }}
  # Go reads what is in it besides the system's bundle; Filebeat's own setting (ssl.certificate_authorities) would take the bundle's place.
  - name: SSL_CERT_DIR
    value: /etc/jamie/ca
  {{- end }}
  securityContext:
    {{- toYaml .Values.securityContext | nindent 4 }}
  resources:
    {{- toYaml .Values.filebeat.resources | nindent 4 }}
  volumeMounts:
  - name: filebeat
    mountPath: /etc/filebeat
    readOnly: true
  - name: filebeat-tmp
    mountPath: /tmp
  - name: logs
    mountPath: /var/log/jamie
  {{- if or .Values.extraCa.pem .Values.extraCa.existingConfigMap }}
  - name: ca
    mountPath: /etc/jamie/ca
    readOnly: true
  {{- end }}
{{- end }}
