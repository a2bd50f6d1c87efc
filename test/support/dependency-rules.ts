import type { IForbiddenRuleType } from "dependency-cruiser"

/** Everything a folder may import, as regular expressions of paths; all else is forbidden. */
const allowed: { folder: string; may: string[]; mayAsTypes?: string[] }[] = [
  {
    folder: "^worker/(index|app|services).ts$",
    may: ["^worker/", "^schema/tables/", "node_modules/"],
  },
  {
    folder: "^worker/services/",
    may: [
      "^worker/services/",
      "^worker/gateways/",
      "^worker/shapes/",
      "^worker/domain/",
      "^worker/http/letters.tsx$",
    ],
    mayAsTypes: [
      "^worker/env.ts$",
      "^worker/http/services.ts$",
      "^worker/jobs/",
      "^worker/usecases/",
      "^worker/data/",
    ],
  },
  {
    folder: "^worker/env.ts$",
    may: ["node_modules/zod"],
    mayAsTypes: ["node_modules/@cloudflare/", "node_modules/@libsql/client/"],
  },
  {
    folder:
      "^web/(paths|api-paths|board-paths|book-paths|evidence-paths|quarter-paths|account-paths|request-paths|public-paths|address).ts$",
    may: [
      "^worker/domain/",
      "^web/(api-paths|board-paths|book-paths|evidence-paths|quarter-paths|account-paths|request-paths|public-paths|address).ts$",
    ],
  },
  { folder: "^worker/domain/", may: ["^worker/domain/"] },
  { folder: "^worker/shapes/", may: ["^worker/shapes/", "^worker/domain/", "node_modules/zod"] },
  {
    folder: "^schema/(tables|seed|migrations)/",
    may: ["^schema/", "^worker/domain/", "node_modules/drizzle-orm"],
  },
  {
    folder: "^worker/data/",
    may: [
      "^worker/data/",
      "^worker/shapes/",
      "^schema/tables/",
      "^schema/migrations/meta/_journal.json$",
      "^worker/domain/",
      "node_modules/drizzle-orm",
      "node_modules/@libsql",
    ],
  },
  {
    folder: "^worker/gateways/",
    may: [
      "^worker/gateways/",
      "^worker/shapes/",
      "^worker/domain/",
      "node_modules/",
      "^node:",
      "^[a-z_/]+$",
      "^cloudflare:",
    ],
  },
  {
    folder: "^worker/usecases/",
    // What an act is given is described once, for its type, for programs and for their document.
    may: ["^worker/usecases/", "^worker/domain/", "node_modules/zod/"],
    mayAsTypes: ["^worker/data/", "^worker/gateways/"],
  },
  {
    folder: "^worker/jobs/",
    may: ["^worker/jobs/", "^worker/usecases/", "^worker/domain/", "^cloudflare:"],
    mayAsTypes: ["^worker/data/", "^worker/gateways/", "^worker/env.ts"],
  },
  {
    folder: "^worker/http/",
    may: [
      "^worker/http/",
      "^worker/usecases/",
      "^worker/domain/",
      "^web/(pages|ui|text)/",
      "^web/paths.ts",
      "node_modules/(@hono/zod-openapi|hono)",
      "node_modules/zod",
    ],
    mayAsTypes: ["^worker/data/", "^worker/gateways/", "^worker/env.ts"],
  },
  {
    folder: "^web/(pages|ui)/",
    may: ["^web/pages/", "^web/ui/", "^web/paths.ts", "^web/text/", "^worker/domain/", "node_modules/hono"],
    mayAsTypes: ["^web/islands/"],
  },
  { folder: "^web/text/", may: ["^web/text/", "^worker/domain/"] },
  {
    folder: "^web/islands/",
    may: [
      "^web/islands/",
      // Never `text.ts`, with every word of both languages in it: 160 KB to load on a phone.
      "^web/text/(en|zh|fault-sentence)\\b",
      "^web/paths.ts",
      "^worker/domain/",
      "node_modules/chart.js",
      "node_modules/@simplewebauthn/browser",
      "node_modules/hono",
    ],
    mayAsTypes: ["^web/text/text.ts$"],
  },
]

const hono = "node_modules/hono"
const database = "node_modules/(drizzle-orm|@libsql)"

/** Packages that a folder must never see although its `may` list is about folders. */
const never: { folder: string; path: string }[] = [
  { folder: "^worker/gateways/", path: `${hono}|${database}` },
  { folder: "^worker/(index|app).ts$", path: `^worker/(data|gateways)/|^schema/|${database}` },
  { folder: "^(worker|web|schema)/", path: "^(scripts|test)/" },
  { folder: "^scripts/", path: "^test/" },
]

/** The dependency rule as worker/README.md tells it, as dependency-cruiser's forbidden rules. */
export function dependencyRules(): IForbiddenRuleType[] {
  const rules: IForbiddenRuleType[] = []
  for (const { folder, may, mayAsTypes = [] } of allowed) {
    rules.push({
      name: `only-allowed from ${folder}`,
      severity: "error",
      from: { path: folder },
      to: { pathNot: [...may, ...mayAsTypes] },
    })
    if (mayAsTypes.length > 0)
      rules.push({
        name: `types-only from ${folder}`,
        severity: "error",
        from: { path: folder },
        to: { path: mayAsTypes, pathNot: may, dependencyTypesNot: ["type-only"] },
      })
  }
  rules.push({
    name: "every module stands in a folder of the map",
    severity: "error",
    from: { path: "^(worker|web|schema)/", pathNot: allowed.map(({ folder }) => folder) },
    to: {},
  })
  for (const { folder, path } of never)
    rules.push({
      name: `never ${path} from ${folder}`,
      severity: "error",
      from: { path: folder },
      to: { path },
    })
  rules.push({ name: "no-circular", severity: "error", from: {}, to: { circular: true } })
  return rules
}
