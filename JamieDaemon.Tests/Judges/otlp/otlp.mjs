// Reads OTLP bodies with OpenTelemetry's own JavaScript: node otlp.mjs <folder>, in which files are called 001.traces, 002.metrics, 003.logs.
// Prints spans, metrics and log records as flat JSON.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)
const { opentelemetry: { proto } } = require('@opentelemetry/otlp-transformer/build/src/generated/root.js')
const { Reader } = require('protobufjs/minimal')
const types = {
  traces: proto.collector.trace.v1.ExportTraceServiceRequest,
  metrics: proto.collector.metrics.v1.ExportMetricsServiceRequest,
  logs: proto.collector.logs.v1.ExportLogsServiceRequest,
}

const plain = (value) => {
  if (value?.arrayValue) return value.arrayValue.values.map(plain)
  const [kind] = Object.keys(value ?? {})
  return kind === undefined ? null : kind === 'intValue' ? Number(value[kind]) : value[kind]
}
const attributes = (list) => Object.fromEntries((list ?? []).map(({ key, value }) => [key, plain(value)]))
const hex = (base64) => Buffer.from(base64 ?? '', 'base64').toString('hex')

// The names of events, field 12 of a record, are younger than these types: https://github.com/open-telemetry/opentelemetry-proto/blob/main/opentelemetry/proto/logs/v1/logs.proto
const eventNames = (bytes, [field, ...within] = [1, 2, 2]) => {
  const [reader, found] = [Reader.create(bytes), []]
  let own = ''
  while (reader.pos < reader.len) {
    const tag = reader.uint32()
    if (field === undefined && tag >>> 3 === 12) own = reader.string()
    else if (tag >>> 3 === field) found.push(...eventNames(reader.bytes(), within))
    else reader.skipType(tag & 7)
  }
  return field === undefined ? [own] : found
}

const all = { spans: [], metrics: [], records: [] }
for (const file of readdirSync(process.argv[2]).sort()) {
  const type = types[file.split('.')[1]]
  const body = readFileSync(join(process.argv[2], file))
  const names = file.endsWith('logs') ? eventNames(body) : []
  const request = type.toObject(type.decode(body), { longs: String, enums: String, bytes: String })
  for (const { resource, scopeSpans } of request.resourceSpans ?? []) for (const { scope, spans } of scopeSpans) for (const span of spans) {
    all.spans.push({
      file, resource: attributes(resource?.attributes), scope: scope?.name ?? '', name: span.name, kind: span.kind, status: span.status?.code ?? 'STATUS_CODE_UNSET',
      traceId: hex(span.traceId), spanId: hex(span.spanId), parentSpanId: hex(span.parentSpanId), attributes: attributes(span.attributes),
      links: (span.links ?? []).map((link) => hex(link.spanId)), events: (span.events ?? []).map((event) => event.name),
    })
  }
  for (const { resource, scopeMetrics } of request.resourceMetrics ?? []) for (const { scope, metrics } of scopeMetrics) for (const metric of metrics) {
    const [type] = ['sum', 'gauge', 'histogram', 'exponentialHistogram', 'summary'].filter((name) => metric[name])
    all.metrics.push({
      file, resource: attributes(resource?.attributes), scope: scope?.name ?? '', name: metric.name, unit: metric.unit ?? '', type,
      temporality: metric[type].aggregationTemporality ?? '', isMonotonic: metric[type].isMonotonic ?? false,
      points: metric[type].dataPoints.map((point) => ({ attributes: attributes(point.attributes), value: Number(point.asInt ?? point.asDouble ?? point.count) })),
    })
  }
  for (const { resource, scopeLogs } of request.resourceLogs ?? []) for (const { scope, logRecords } of scopeLogs) for (const record of logRecords) {
    all.records.push({
      file, resource: attributes(resource?.attributes), scope: scope?.name ?? '', eventName: names.shift(), severity: record.severityText ?? '',
      number: record.severityNumber, body: plain(record.body), traceId: hex(record.traceId), spanId: hex(record.spanId), attributes: attributes(record.attributes),
    })
  }
}
console.log(JSON.stringify(all))
