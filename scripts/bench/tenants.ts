import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createClient } from "@libsql/client/http"
import { demonstrationPassword } from "../../schema/seed/demonstration/accounts.ts"
import { paths } from "../../web/paths.ts"
import type { RunningApp } from "../start/app.ts"
import { median } from "./abba.ts"
import { startBareHono } from "./bare.ts"
import { findPlaces, type Places } from "./places.ts"
import type { Measurement } from "./report.ts"
import { abbaRates } from "./rounds.ts"
import { storeKey } from "./stored-key.ts"
import { type Answered, Visitor } from "./visitor.ts"

/** Requests of one measurement, one after the other: fewer than one key may ask in a minute. */
const inARound = 25
const signIns = 15
const email = "editor@demo.shige.example"

/** One kind of request: asked of the application and of a handler that does nothing. */
interface Asked {
  name: string
  mostRoundTrips: number
  /** The request of a number, by whoever asks; `key` is a fresh one for each measurement. */
  ask(visitor: Visitor, address: (path: string) => string, key: string, number: number): Promise<Answered>
}

/** What each of them saved last, which the next change names. */
const saved = new WeakMap<Visitor, string | null>()

async function standing(visitor: Visitor, key: string, path: string): Promise<string | null> {
  const { html } = await visitor.json("GET", key, { path })
  const { part } = JSON.parse(html) as { part: { values: Record<string, string> } }
  return part.values["households"] ?? null
}

async function saveDraft(
  visitor: Visitor,
  key: string,
  submission: string,
  address: (path: string) => string,
  number: number,
): Promise<Answered> {
  const path = address(`${submission}/draft`)
  // A bare handler knows no draft, and takes anything.
  const bare = path === address("")
  if (!saved.has(visitor)) saved.set(visitor, bare ? null : await standing(visitor, key, submission))
  const value = String(1000 + (number % 500))
  const households = { was: saved.get(visitor) ?? null, value }
  saved.set(visitor, value)
  return visitor.json("PATCH", key, { path, body: { values: { households } } })
}

function kinds({ open, slug }: Places): Asked[] {
  const submission = paths.apiSubmission(slug, open)
  return [
    {
      name: "authenticated page (a quarter's form)",
      mostRoundTrips: 2,
      ask: (visitor, address) => visitor.get(address(paths.submission(slug, open))),
    },
    {
      name: "API read (a submission)",
      mostRoundTrips: 2,
      ask: (visitor, address, key) => visitor.json("GET", key, { path: address(submission) }),
    },
    {
      name: "API write (a draft, each time another value)",
      mostRoundTrips: 3,
      ask: (visitor, address, key, number) => saveDraft(visitor, key, submission, address, number),
    },
  ]
}

/** Asks again and again; answers requests per second and what each request cost. Throws on any answer but 200. */
async function rate(ask: (number: number) => Promise<Answered>, from: number) {
  const roundTrips: number[] = []
  const begun = performance.now()
  for (let at = 0; at < inARound; at++) {
    const answer = await ask(from + at)
    if (answer.status !== 200) throw new Error(`answered ${answer.status}: ${answer.html.slice(0, 200)}`)
    roundTrips.push(answer.roundTrips)
  }
  return { perSecond: (inARound * 1000) / (performance.now() - begun), roundTrips }
}

async function measureKind(
  kind: Asked,
  signedIn: Visitor,
  newKey: () => Promise<string>,
): Promise<Measurement[]> {
  const own = (path: string) => path
  const first = await kind.ask(signedIn, own, await newKey(), 0)
  const folder = await mkdtemp(join(tmpdir(), "shige-bare-"))
  const bare = await startBareHono(folder, first.html)
  try {
    const stranger = new Visitor({ url: bare.url.origin, requests: () => 0 })
    const costs: number[] = []
    let number = 0
    const runBare = async () => (await rate((at) => kind.ask(stranger, () => "/", "none", at), 0)).perSecond
    const run = async () => {
      const key = await newKey()
      const measured = await rate((at) => kind.ask(signedIn, own, key, at), number)
      number += inARound
      costs.push(...measured.roundTrips)
      return measured.perSecond
    }
    await runBare()
    await run()
    costs.length = 0
    const { ratio, spread, a, b } = await abbaRates(runBare, run)
    const cost = median(costs)
    const times = `${(1000 / b).toFixed(1)} ms to ${(1000 / a).toFixed(1)} ms`
    return [
      {
        name: `${kind.name}, ${(first.html.length / 1024).toFixed(0)} KB`,
        measured: `${ratio.toFixed(2)} of a bare handler (${spread.map((one) => one.toFixed(2)).join("–")}); ${times}`,
        ok: true,
      },
      {
        name: `${kind.name}, round trips`,
        measured: `${cost} a request`,
        limit: `≤ ${kind.mostRoundTrips}`,
        ok: cost <= kind.mostRoundTrips,
      },
    ]
  } finally {
    await bare.close()
    await rm(folder, { recursive: true, force: true })
  }
}

/** How long a sign-in with the right password takes; scrypt makes it long on purpose. */
async function measureSignIn(app: RunningApp): Promise<Measurement> {
  const times: number[] = []
  for (let at = 0; at < signIns; at++) {
    const visitor = new Visitor(app)
    const begun = performance.now()
    await visitor.signIn(email, demonstrationPassword)
    times.push(performance.now() - begun)
  }
  const most = Math.max(...times).toFixed(0)
  return {
    name: "sign-in",
    measured: `${median(times).toFixed(0)} ms, at most ${most} ms of ${signIns}`,
    ok: true,
  }
}

/**
 * What people and programs of an organisation do, one request after the other, against a bare Hono handler that answers
 * as many bytes to the same client: requests per second in ABBA rounds, round trips; and a sign-in in milliseconds.
 */
export async function measureTenants(app: RunningApp): Promise<Measurement[]> {
  const places = await findPlaces(app.libsqlUrl)
  const client = createClient({ url: app.libsqlUrl })
  try {
    const newKey = async () => (await storeKey(client, "company-1", { role: "manager" })).key
    const signedIn = new Visitor(app)
    await signedIn.signIn(email, demonstrationPassword)
    const all: Measurement[] = []
    for (const kind of kinds(places)) all.push(...(await measureKind(kind, signedIn, newKey)))
    return [...all, await measureSignIn(app)]
  } finally {
    client.close()
  }
}
