// Checks a dashboard against Grafana's own types: the whole as a Dashboard, and what that type leaves open (the options and the fields of each
// panel) against the type of its kind of panel. Prints what is wrong and ends with 0 when nothing is.
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';

const kinds = { timeseries: 'TimeSeries', stat: 'Stat' };
const dashboard = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const panels = dashboard.panels.filter((panel) => panel.type !== 'row');

const unknown = panels.filter((panel) => !(panel.type in kinds));
if (unknown.length > 0) {
  console.error(`no types for ${unknown.map((panel) => panel.type).join(', ')}`);
  process.exit(1);
}

const source = [
  `import type { Dashboard } from '@grafana/schema';`,
  // As in @grafana/prometheus, whose types are not published apart from it.
  `interface Query { refId: string; datasource: { type: 'prometheus'; uid: string }; expr: string; legendFormat: string; editorMode: 'code';`,
  `  range?: boolean; instant?: boolean; exemplar?: boolean }`,
  // JSON writes an enum's value where TypeScript wants its name.
  `type Json<T> = T extends string ? \`\${T}\` : T extends object ? { [K in keyof T]: Json<T[K]> } : T;`,
];
for (const [kind, name] of Object.entries(kinds)) {
  const from = `@grafana/schema/dist/esm/raw/composable/${kind}/panelcfg/x/${name}PanelCfg_types.gen`;
  source.push(`import type * as ${name} from '${from}';`);
}

source.push(`export const dashboard: Json<Dashboard> = ${JSON.stringify(dashboard)};`);
for (const panel of panels) {
  source.push(`// ${panel.title}`);
  source.push(`export const options${panel.id}: Json<${kinds[panel.type]}.Options> = ${JSON.stringify(panel.options)};`);
  source.push(`export const targets${panel.id}: Query[] = ${JSON.stringify(panel.targets)};`);
  if (panel.type === 'timeseries') {
    source.push(`export const fields${panel.id}: Json<TimeSeries.FieldConfig> = ${JSON.stringify(panel.fieldConfig.defaults.custom)};`);
  }
}

const file = `${randomUUID()}.ts`;
writeFileSync(file, `${source.join('\n')}\n`);
try {
  const options = ['--noEmit', '--strict', '--target', 'es2022', '--module', 'nodenext', '--skipLibCheck', '--pretty', 'false'];
  const compiler = spawnSync('node', ['node_modules/typescript/bin/tsc', ...options, file], { stdio: 'inherit' });
  process.exitCode = compiler.status ?? 1;
} finally {
  rmSync(file);
}
