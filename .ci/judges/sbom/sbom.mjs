// sbom.mjs FACTS LOCKFILE OUT: the CycloneDX bill of materials of what is shipped.
// FACTS is what msbuild says of the project: its version, the runtime that it is published with, where packages are, which of them are shipped.
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Enums, Models, Serialize, Spec, SPDX, Validation } from '@cyclonedx/cyclonedx-library'

const { ComponentScope, ComponentType, HashAlgorithm, LifecyclePhase } = Enums
const version = Spec.Version.v1dot6
const [factsFile, lockFile, out] = process.argv.slice(2)
const { Properties: facts, Items: { PackageReference: references } } = JSON.parse(await readFile(factsFile))
const lock = JSON.parse(await readFile(lockFile))
const same = name => name.toLowerCase()

/** What is only there while we build (analyzers) is no part of what is shipped. */
const tools = new Set(references.filter(reference => same(reference.PrivateAssets ?? '') === 'all').map(reference => same(reference.Identity)))

/** The same package under several targets (with and without a runtime identifier) has one version, or the lock file is no basis. */
const packages = new Map()
for (const target of Object.values(lock.dependencies)) {
  for (const [name, entry] of Object.entries(target)) {
    if (tools.has(same(name)) || entry.type === 'Project') continue
    const known = packages.get(same(name))
    if (known && known.entry.contentHash !== entry.contentHash) throw new Error(`${name} is locked twice, differently`)
    packages.set(same(name), { name, entry })
  }
}

const purl = (name, of) => `pkg:nuget/${encodeURIComponent(name)}@${encodeURIComponent(of)}`

/** From the package itself: an expression of SPDX, or what older packages have, a file or an address, named as it is. */
async function licences(name, of) {
  const nuspec = await readFile(join(facts.NuGetPackageRoot, same(name), same(of), `${same(name)}.nuspec`), 'utf8')
  const [, kind, text] = /<license type="(\w+)"[^>]*>([^<]+)<\/license>/.exec(nuspec) ?? []
  if (kind === 'expression') return [SPDX.isSupportedSpdxId(text) ? new Models.SpdxLicense(text) : new Models.LicenseExpression(text)]
  if (kind === 'file') return [new Models.NamedLicense(`the package's ${text}`)]
  const [, url] = /<licenseUrl>([^<]+)<\/licenseUrl>/.exec(nuspec) ?? []
  return url ? [new Models.NamedLicense('unnamed', { url })] : []
}

async function component({ name, entry: { resolved, contentHash } }) {
  return new Models.Component(ComponentType.Library, name, {
    bomRef: purl(name, resolved),
    version: resolved,
    purl: purl(name, resolved),
    // NuGet's content hash: SHA-512 of the package without its signature, which a locked restore insists on.
    hashes: new Models.HashDictionary([[HashAlgorithm['SHA-512'], Buffer.from(contentHash, 'base64').toString('hex')]]),
    licenses: new Models.LicenseRepository(await licences(name, resolved)),
  })
}

const jamie = new Models.Component(ComponentType.Application, 'JamieDaemon', {
  bomRef: 'jamie',
  version: facts.Version,
  supplier: new Models.OrganizationalEntity({ name: facts.Authors }),
  licenses: new Models.LicenseRepository([new Models.SpdxLicense('Apache-2.0')]),
})
const components = new Map()
for (const [key, found] of packages) components.set(key, await component(found))

const runtime = `Microsoft.NETCore.App.Runtime.${facts.RuntimeIdentifiers}`
const platform = new Models.Component(ComponentType.Framework, runtime, {
  bomRef: purl(runtime, facts.BundledNETCoreAppPackageVersion),
  version: facts.BundledNETCoreAppPackageVersion,
  purl: purl(runtime, facts.BundledNETCoreAppPackageVersion),
  scope: ComponentScope.Optional,
  description: 'The .NET runtime: a part of the self-contained archive. Elsewhere it is that of the machine, or of the base image.',
  licenses: new Models.LicenseRepository([new Models.SpdxLicense('MIT')]),
})

jamie.dependencies.add(platform.bomRef)
for (const [key, { name, entry }] of packages) {
  if (entry.type === 'Direct') jamie.dependencies.add(components.get(key).bomRef)
  for (const needed of Object.keys(entry.dependencies ?? {})) {
    const found = components.get(same(needed))
    if (!found) throw new Error(`${name} needs ${needed}, which is not locked`)
    components.get(key).dependencies.add(found.bomRef)
  }
}

const own = JSON.parse(await readFile(new URL('./package.json', import.meta.url)))
const bom = new Models.Bom({
  version: 1,
  components: new Models.ComponentRepository([...components.values(), platform]),
  metadata: new Models.Metadata({
    component: jamie,
    lifecycles: new Models.LifecycleRepository([LifecyclePhase.Build]),
    // None, or every build would be another file.
    timestamp: process.env.SOURCE_DATE_EPOCH ? new Date(process.env.SOURCE_DATE_EPOCH * 1000) : undefined,
    tools: new Models.Tools({ components: new Models.ComponentRepository(Object.entries(own.dependencies)
      .filter(([name]) => name.includes('cyclonedx')).map(([name, of]) => new Models.Component(ComponentType.Library, name, { version: of }))) }),
  }),
})

const text = new Serialize.JsonSerializer(new Serialize.JSON.Normalize.Factory(Spec.SpecVersionDict[version]))
  .serialize(bom, { sortLists: true, space: 2 })
const judge = new Validation.JsonStrictValidator(version)
const errors = await judge.validate(text)
if (errors) throw new Error(`CycloneDX's schema refuses it: ${JSON.stringify(errors)}`)

// A judge that takes everything has judged nothing.
const mutants = [
  bill => { delete bill.components[0].name },
  bill => { bill.components[0].type = 'packet' },
  bill => { bill.components[0].hashes[0].content = 'none' },
  bill => { bill.components[0].licences = [] },
  bill => { bill.dependencies.push(bill.dependencies[0]) },
  bill => { bill.specVersion = 1.6 },
]
for (const mutate of mutants) {
  const mutant = JSON.parse(text)
  mutate(mutant)
  if (!await judge.validate(JSON.stringify(mutant))) throw new Error(`CycloneDX's schema lets a mutant pass: ${mutate}`)
}

await writeFile(out, `${text}\n`)
console.log(`${out}: ${components.size} packages and the runtime, valid CycloneDX ${version}, ${mutants.length} mutants refused`)
