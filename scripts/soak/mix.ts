import { demonstrationCommunity } from "../../schema/seed/demonstration/sites.ts"
import { paths } from "../../web/paths.ts"
import type { Places } from "../bench/places.ts"
import type { Visitor } from "../bench/visitor.ts"

/** Whoever sends: a stranger, a person of the company who is signed in, and keys of the company and the city. */
export interface Senders {
  stranger: Visitor
  signedIn: Visitor
  /** As many as the rate needs: each may ask a limited number of times a minute. */
  companyKeys: readonly string[]
  cityKeys: readonly string[]
}

interface Kind {
  name: string
  /** Of 100 requests. */
  share: number
  send(senders: Senders, number: number): Promise<{ status: number }>
}

const turn = (list: readonly string[], number: number) => list[number % list.length] ?? ""

const csv = `小区名称,区划代码\n${Array.from({ length: 200 }, (_, at) => `浸泡测试${at},${demonstrationCommunity}\n`).join("")}`

/**
 * Changes one value of a draft, each time from what it was: one program after another, as people at one form would. After
 * an answer that leaves it open what stands, it is read again.
 */
function changeDraft(submission: string): Kind["send"] {
  let last: Promise<unknown> = Promise.resolve()
  let was: string | null | undefined
  const read = async ({ stranger, companyKeys }: Senders, at: number) => {
    const { html } = await stranger.json("GET", turn(companyKeys, at), { path: submission })
    const { part } = JSON.parse(html) as { part?: { values: Record<string, string> } }
    was = part ? (part.values["households"] ?? null) : undefined
  }
  const write = async (senders: Senders, at: number) => {
    if (was === undefined) await read(senders, at)
    const value = String(1000 + (at % 500))
    const body = { values: { households: { was: was ?? null, value } } }
    was = undefined
    const key = turn(senders.companyKeys, at)
    const answer = await senders.stranger.json("PATCH", key, { path: `${submission}/draft`, body })
    if (answer.status === 200) was = value
    return answer
  }
  return (senders, at) => {
    const own = last.then(() => write(senders, at))
    last = own.catch(() => {})
    return own
  }
}

/** What a city's day is made of: mostly reading in public, then signed-in pages, programs, a few files. */
export function kindsOf({ open, released, slug, slugs }: Places & { slugs: readonly string[] }): Kind[] {
  const submission = paths.apiSubmission(slug, open)
  const pages = [
    paths.home(),
    paths.ranking(),
    paths.ranking({ quarter: released, sort: "name" }),
    paths.methodology("cd-wwsg-2023"),
    paths.awards(),
    paths.signIn(),
  ]
  const own = [paths.desk(), paths.filing(), paths.registry(), paths.submission(slug, open)]
  const asked = [submission, `${paths.api("/estates")}?limit=20`, `${paths.api("/submissions")}?limit=20`]
  return [
    { name: "public page", share: 28, send: ({ stranger }, at) => stranger.get(turn(pages, at)) },
    {
      name: "estate page",
      share: 24,
      send: ({ stranger }, at) => stranger.get(paths.estate(turn(slugs, at * 7))),
    },
    {
      name: "search",
      share: 4,
      send: ({ stranger }, at) => stranger.get(paths.home({ q: `锦${at % 97}` })),
    },
    { name: "open data", share: 4, send: ({ stranger }) => stranger.get(paths.apiRelease(released, ".csv")) },
    { name: "signed-in page", share: 20, send: ({ signedIn }, at) => signedIn.get(turn(own, at)) },
    {
      name: "API read",
      share: 10,
      send: ({ stranger, companyKeys }, at) =>
        stranger.json("GET", turn(companyKeys, at), { path: turn(asked, at) }),
    },
    {
      name: "API write",
      share: 6,
      send: changeDraft(submission),
    },
    {
      name: "upload",
      share: 4,
      send: ({ stranger, cityKeys }, at) =>
        stranger.json("POST", turn(cityKeys, at), {
          path: `${paths.apiImport("estates")}?dryRun=true`,
          file: { type: "text/csv", content: csv },
        }),
    },
  ]
}

/** The kind of the request of a number: shares hold in every hundred, and kinds are mixed within it. */
export function kindAt(kinds: readonly Kind[], number: number): Kind {
  let place = (number * 37) % 100
  for (const kind of kinds) {
    if (place < kind.share) return kind
    place -= kind.share
  }
  throw new Error("the shares of the kinds do not make 100")
}
