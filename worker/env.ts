import type { Fetcher, Queue, R2Bucket, Workflow } from "@cloudflare/workers-types"
import type { Client } from "@libsql/client/web"
import { z } from "zod"

const bindings = z.object({
  /** Moves the clock; set by tests only. */
  CLOCK_OFFSET_MS: z.coerce.number().int().default(0),
  /** `all` writes a line of JSON for each request; problems are always logged. */
  LOG_REQUESTS: z.enum(["all", "none"]).default("none"),
  /** Seconds that a request's body may give nothing before the request is refused (408). */
  BODY_STALL_SECONDS: z.coerce.number().positive().default(20),
  /** Milliseconds that a call to the database may take. */
  DATABASE_TIMEOUT_MS: z.coerce.number().int().min(1).default(5_000),
  /** Milliseconds that reading a file from the bucket may take; writing one may take six times as long. */
  FILES_TIMEOUT_MS: z.coerce.number().int().min(1).default(5_000),
  /** The header in which whatever stands in front of us says the visitor's address, and takes what visitors say themselves away. */
  CLIENT_ADDRESS_HEADER: z
    .string()
    .toLowerCase()
    .regex(/^[a-z0-9-]+$/, "the name of a header, for example cf-connecting-ip")
    .optional(),
  /** A session ends after so many hours without use; how many may be said, and how many it is otherwise: `idleMs`. */
  SESSION_IDLE_HOURS: z.coerce.number().optional(),
  /** Value of Strict-Transport-Security at hosts other than this machine itself; not sent without it. */
  HSTS: z
    .string()
    .regex(/^max-age=\d+(; ?includeSubDomains)?(; ?preload)?$/, "for example max-age=31536000")
    .optional(),
  /** Where faults of safety are told: mailto: or https:, for /.well-known/security.txt. */
  SECURITY_CONTACT: z.url({ protocol: /^(mailto|https)$/, error: "mailto:… or https://…" }).optional(),
  RELEASES: z.custom<R2Bucket>((value) => typeof value === "object" && value !== null, "an R2 bucket"),
  RELEASE_WORKFLOW: z.custom<Workflow>().optional(),
  EXPORT_WORKFLOW: z.custom<Workflow>().optional(),
  /** Where letters are handed over: smtp:// (STARTTLS when offered) or smtps://, with user and password. */
  SMTP_URL: z.url({ protocol: /^smtps?$/, error: "smtp://… or smtps://…" }).optional(),
  /** `yes` lets letters, never passwords, go to another machine without TLS. */
  SMTP_PLAIN: z.enum(["yes", "no"]).default("no"),
  /** Who letters come from: an address, or `Name <address>`. */
  MAIL_FROM: z
    .string()
    .regex(/^([^<>]*<[^<>\s@]+@[^<>\s@]+>|[^<>\s@]+@[^<>\s@]+)$/, "an address, or Name <address>")
    .optional(),
  MAIL_QUEUE: z.custom<Queue>().optional(),
  /** The port that links lead to which cron writes, where the city's host is this machine itself (scripts/start). */
  LINK_PORT: z.coerce.number().int().min(0).optional(),
  /** Seconds before a letter's second try; tests set it. */
  MAIL_RETRY_SECONDS: z.coerce.number().min(0).default(30),
  ASSETS: z.custom<Fetcher>().optional(),
  /** Answers the free bytes of the disk, where the program runs on one (scripts/start/runtime.ts). */
  DISK: z.custom<Fetcher>().optional(),
  /** Answers when the last backup was made, where the program makes them itself (scripts/serve). */
  BACKUPS: z.custom<Fetcher>().optional(),
  /** The database of the only city, where it lies in the process itself (scripts/serve). */
  DATABASE: z.custom<{ open(): Client }>().optional(),
})

const cityCode = z.string().regex(/^\d{4}00$/, "the code of a city, for example 510100")

/** A host as URLs show it, in lower case and ASCII; null when the text is more or less than a host name. */
function hostName(text: string): string | null {
  if (!/^[^\s/\\?#@:*[\]]+$|^\[[0-9a-f:.]+\]$/i.test(text)) return null
  const url = URL.canParse(`http://${text}`) ? new URL(`http://${text}`) : null
  return url?.hostname.replace(/\.$/, "") || null
}

const host = z.string().transform((text, context) => {
  const name = hostName(text)
  if (name === null)
    context.addIssue({ code: "custom", message: `“${text}” is no host name (no scheme, no port)` })
  return name ?? z.NEVER
})

function repeated(values: readonly string[]): string | undefined {
  return values.find((value, at) => values.indexOf(value) !== at)
}

/** The variable `CELLS`: the cities of this Worker and the hosts of each. */
export const cellList = z
  .array(z.object({ code: cityCode, name: z.string().trim().min(1), hosts: z.array(host).min(1) }))
  .min(1, "no city at all")
  .superRefine((cells, context) => {
    const code = repeated(cells.map((cell) => cell.code))
    if (code) context.addIssue({ code: "custom", message: `the city ${code} stands in it twice` })
    const name = repeated(cells.flatMap(({ hosts }) => hosts))
    if (name) context.addIssue({ code: "custom", message: `the host ${name} stands in it twice` })
  })

export type CellList = z.infer<typeof cellList>

/** What may be read of a cell before it is opened. Nobody is served at any other host. */
export interface CellName {
  code: string
  name: string | null
  hosts: readonly string[]
}

/** One cell with what only it may reach. */
export interface Cell extends CellName {
  database: { url: string; authToken?: string; deadlineMs: number; open?: () => Client }
  /** Signs its cookies and seals its letters. */
  secret: string
}

export type Env = z.infer<typeof bindings> & { cells: readonly CellName[] }

function sentence(error: z.ZodError): Error {
  const wrong = error.issues.map((issue) => [issue.path.join("."), issue.message].filter(Boolean).join(": "))
  return new Error(`the Worker's bindings are not right: ${wrong.join("; ")}`)
}

function parse<T extends z.ZodType>(schema: T, value: unknown): z.infer<T> {
  const result = schema.safeParse(value)
  if (!result.success) throw sentence(result.error)
  return result.data
}

/** A variable may be given as a text or as JSON already; a text that is no JSON is left for the schema to refuse. */
function readJson(given: unknown): unknown {
  if (typeof given !== "string") return given
  try {
    return JSON.parse(given)
  } catch {
    return given
  }
}

/** The variable `HOSTS`: the hosts of the only city, divided by spaces or commas. */
const hostList = z
  .string()
  .default("")
  .transform((text) => text.split(/[\s,]+/).filter(Boolean))
  .pipe(z.array(host))

function readCells(raw: object): CellName[] {
  const { CELL, CELLS } = parse(z.object({ CELL: cityCode.optional(), CELLS: z.unknown().optional() }), raw)
  if (CELLS === undefined) {
    const only = z.object({ CELL: cityCode, CELL_NAME: z.string().min(1).optional(), HOSTS: hostList })
    const single = parse(only, raw)
    return [{ code: single.CELL, name: single.CELL_NAME ?? null, hosts: single.HOSTS }]
  }
  const cells = parse(z.object({ CELLS: cellList }), { CELLS: readJson(CELLS) }).CELLS
  if (CELL !== undefined && !cells.some(({ code }) => code === CELL))
    throw new Error(`the Worker's bindings are not right: CELLS does not name the city of CELL, ${CELL}`)
  return cells
}

/** The names of a cell's own bindings: the city that `CELL` names may have them without its code. */
function bindingsOf(raw: object, code: string) {
  const own = Reflect.get(raw, "CELL") === code && Reflect.get(raw, `LIBSQL_URL_${code}`) === undefined
  const end = own ? "" : `_${code}`
  return { url: `LIBSQL_URL${end}`, token: `LIBSQL_AUTH_TOKEN${end}`, secret: `AUTH_SECRET${end}` }
}

const parsed = new WeakMap<object, Env>()
const opened = new WeakMap<object, Map<string, Cell>>()

/** The Worker's bindings, checked once per isolate; throws a sentence that names the binding that is wrong. */
export function readEnv(raw: object): Env {
  const known = parsed.get(raw)
  if (known) return known
  const env = { ...parse(bindings, raw), cells: readCells(raw) }
  parsed.set(raw, env)
  return env
}

/** Two cells with one database or one secret would be one cell: of the two the later in the list is refused. */
function refuseShared(raw: object, code: string, earlier: readonly CellName[]): void {
  const own = bindingsOf(raw, code)
  for (const other of earlier)
    for (const binding of ["url", "secret"] as const)
      if (Reflect.get(raw, own[binding]) === Reflect.get(raw, bindingsOf(raw, other.code)[binding]))
        throw new Error(
          `the Worker's bindings are not right: ${own[binding]}: the city ${other.code} has the same`,
        )
}

/**
 * A cell with its database and its secret, checked once per isolate. Throws a sentence when this Worker has no such
 * cell or one of its bindings is wrong; the other cells are served all the same.
 */
export function readCell(raw: object, code: string): Cell {
  const cells = opened.get(raw) ?? new Map<string, Cell>()
  opened.set(raw, cells)
  const known = cells.get(code)
  if (known) return known
  const env = readEnv(raw)
  const all = env.cells
  const at = all.findIndex((cell) => cell.code === code)
  const name = all[at]
  if (!name) throw new Error(`this Worker has no cell ${code}`)
  const { url, token, secret } = bindingsOf(raw, code)
  const own = parse(
    z.object({
      [url]: z.url(),
      [token]: z.string().min(1).optional(),
      [secret]: z.string().min(32, "at least 32 characters"),
    }),
    raw,
  ) as Record<string, string>
  refuseShared(raw, code, all.slice(0, at))
  const cell = {
    ...name,
    database: {
      url: own[url] ?? "",
      authToken: own[token],
      deadlineMs: env.DATABASE_TIMEOUT_MS,
      open: env.DATABASE?.open,
    },
    secret: own[secret] ?? "",
  }
  cells.set(code, cell)
  return cell
}

/**
 * The code of the cell that a request's host picks, or null when no cell has that host. The address that the runtime
 * gives is the only witness: no header that somebody else could have set (X-Forwarded-Host) is looked at.
 */
export function cellOfHost(env: Env, url: string): string | null {
  const name = new URL(url).hostname.replace(/\.$/, "")
  if (env.cells.every(({ hosts }) => hosts.length === 0))
    console.error(JSON.stringify({ level: "error", event: "hosts", problem: "HOSTS names no host" }))
  return env.cells.find(({ hosts }) => hosts.includes(name))?.code ?? null
}
