import { join } from "node:path"
import { createClient } from "@libsql/client/http"
import { demonstrationPassword } from "../../schema/seed/demonstration/accounts.ts"
import { paths } from "../../web/paths.ts"
import { type RunningApp, startApp } from "../start/app.ts"
import { seedOnFirstUse } from "../start/first-use.ts"
import type { Measurement } from "./report.ts"
import { abbaRates } from "./rounds.ts"
import { Visitor } from "./visitor.ts"

const most = 1.5
const inARound = 10

/** The pages whose lists grow with the city, each by whoever opens it. */
function pagesOf(open: string, released: string): [who: string, path: string][] {
  return [
    ["manager", paths.registry()],
    ["manager", paths.filing()],
    ["editor", paths.desk()],
    ["street", paths.verification()],
    ["approver", paths.verification()],
    ["approver", paths.registry()],
    ["city", paths.verification()],
    ["city", paths.registry()],
    ["city", paths.quarter(open)],
    ["city", paths.quarter(released)],
  ]
}

/** A city with people who are signed in. */
async function openCity(data: string, estates: number) {
  await seedOnFirstUse(data, console.error, { estates, endedQuarters: 1 })
  const app = await startApp({ data, cron: false, progress: console.error })
  const visitors = new Map<string, Visitor>()
  const visitor = async (who: string) => {
    const known = visitors.get(who)
    if (known) return known
    const made = new Visitor(app)
    await made.signIn(`${who}@demo.shige.example`, demonstrationPassword)
    visitors.set(who, made)
    return made
  }
  return { app, visitor }
}

async function quartersOf(app: RunningApp): Promise<[open: string, released: string]> {
  const client = createClient({ url: app.libsqlUrl })
  try {
    const { rows } = await client.execute("select quarter from quarters order by quarter desc limit 2")
    return [String(rows[0]?.["quarter"]), String(rows[1]?.["quarter"])]
  } finally {
    client.close()
  }
}

async function rate(visitor: Visitor, path: string): Promise<number> {
  const begun = performance.now()
  for (let at = 0; at < inARound; at++) {
    const { status } = await visitor.get(path)
    if (status !== 200) throw new Error(`${path} answered ${status}`)
  }
  return (inARound * 1000) / (performance.now() - begun)
}

/** The signed-in pages that grow, in a city of 60 estates and in one of `estates`, in ABBA rounds. */
export async function measureGrowing(folder: string, estates: number): Promise<Measurement[]> {
  const small = await openCity(join(folder, "small"), 60)
  const large = await openCity(join(folder, "large"), estates)
  try {
    const all: Measurement[] = []
    for (const [who, path] of pagesOf(...(await quartersOf(large.app)))) {
      const [few, many] = [await small.visitor(who), await large.visitor(who)]
      await rate(few, path)
      await rate(many, path)
      const { ratio, spread, a, b } = await abbaRates(
        () => rate(many, path),
        () => rate(few, path),
        5,
      )
      const span = spread.map((one) => one.toFixed(2)).join("–")
      all.push({
        name: `${path} (${who}), ${estates} estates to 60`,
        measured: `${ratio.toFixed(2)} × (${span}): ${(1000 / a).toFixed(1)} ms to ${(1000 / b).toFixed(1)} ms`,
        limit: `≤ ${most} ×`,
        ok: ratio <= most,
      })
    }
    return all
  } finally {
    await small.app.stop()
    await large.app.stop()
  }
}
