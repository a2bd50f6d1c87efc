import { readFileSync, statSync } from "node:fs"
import { dirname, resolve } from "node:path"
import { Refused } from "./refused.ts"
import { type Settings, settingsShape } from "./settings.ts"

/** A setting given by the environment begins so, and goes before the file's: SHIGE_LISTEN. */
const PREFIX = "SHIGE_"

export interface Configuration {
  /** The file, or null where the environment says everything. */
  file: string | null
  settings: Settings
  /** The folder that everything is kept in. */
  data: string
}

interface Given {
  value: string
  /** Where it was said: `serve.conf:12`, or the environment's name. */
  place: string
}

interface Fault {
  place: string
  name: string
  zh: string
  en: string
}

const line = ({ place, name, zh, en }: Fault) => `${place} ${name}：${zh} · ${en}`

/** The lines `NAME = value` of a file; `#` begins a comment line, quotes around a value are taken off. */
function readLines(text: string, file: string, faults: Fault[]): Map<string, Given> {
  const given = new Map<string, Given>()
  for (const [at, whole] of text.split(/\r?\n/).entries()) {
    const content = whole.trim()
    if (content === "" || content.startsWith("#")) continue
    const place = `${file}:${at + 1}`
    const found = /^([A-Za-z_][A-Za-z0-9_]*)\s*=\s*(.*)$/.exec(content)
    const name = found?.[1] ?? content.slice(0, 20)
    if (!found) {
      faults.push({ place, name, zh: "须写成 名称 = 值", en: "write NAME = value" })
      continue
    }
    const before = given.get(name)
    if (before)
      faults.push({
        place,
        name,
        zh: `已在 ${before.place} 写过，请只留一处`,
        en: `said at ${before.place} already: keep one`,
      })
    given.set(name, { value: (found[2] ?? "").replace(/^(["'])(.*)\1$/, "$2"), place })
  }
  return given
}

function readFile(file: string): string {
  try {
    return readFileSync(file, "utf8")
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw code === "ENOENT"
      ? new Refused(
          `没有配置文件 ${file}：请先运行 npm run serve -- init，或用 --config 指明。`,
          `There is no configuration ${file}: run npm run serve -- init first, or name one with --config.`,
        )
      : new Refused(
          `配置文件 ${file} 读不出来（${code}）。`,
          `The configuration ${file} cannot be read (${code}).`,
        )
  }
}

/** The nearest of the known names, for a name that was mistyped. */
function nearest(name: string): string | null {
  const known = Object.keys(settingsShape.shape)
  const pieces = (text: string) => new Set([...text].map((letter, at) => letter + (text[at + 1] ?? "")))
  const own = pieces(name.toUpperCase())
  const scored = known.map((one) => {
    const shared = [...pieces(one)].filter((piece) => own.has(piece)).length
    return { one, share: (2 * shared) / (own.size + pieces(one).size) }
  })
  const best = scored.sort((a, b) => b.share - a.share)[0]
  return best && best.share > 0.5 ? best.one : null
}

const ofSchema = /^(Invalid|Unrecognized|Too)/

function faultsOf(given: Map<string, Given>, file: string | null): { settings?: Settings; faults: Fault[] } {
  const values = Object.fromEntries([...given].map(([name, { value }]) => [name, value]))
  const parsed = settingsShape.safeParse(values)
  if (parsed.success) return { settings: parsed.data, faults: [] }
  const faults = parsed.error.issues.flatMap((issue): Fault[] => {
    if (issue.code === "unrecognized_keys")
      return issue.keys.map((name) => {
        const near = nearest(name)
        const place = given.get(name)?.place ?? ""
        return {
          place,
          name,
          zh: near ? `没有这项设置，是否为 ${near}` : "没有这项设置，请删去这一行",
          en: near
            ? `there is no such setting; is it ${near}?`
            : "there is no such setting: take the line out",
        }
      })
    const name = String(issue.path[0])
    const said = given.get(name)
    if (!said)
      return [
        {
          place: file ?? "environment",
          name,
          zh: "缺少这项设置，请加上一行",
          en: file ? `is missing: add a line ${name} = …` : `is missing: set ${PREFIX}${name}`,
        },
      ]
    const [zh = "", en = zh] = ofSchema.test(issue.message)
      ? ["这个值不能用", issue.message]
      : issue.message.split(" · ")
    return [{ place: said.place, name, zh, en }]
  })
  return { faults }
}

function pairFaults(
  { TLS_CERTIFICATE, TLS_KEY, SMTP_URL, MAIL_FROM }: Settings,
  file: string | null,
): Fault[] {
  const place = file ?? "environment"
  const both = (name: string, other: string): Fault => ({
    place,
    name,
    zh: `与 ${other} 须一同设置`,
    en: `goes together with ${other}: set both or none`,
  })
  const faults: Fault[] = []
  if ((TLS_CERTIFICATE === undefined) !== (TLS_KEY === undefined))
    faults.push(
      both(
        TLS_KEY === undefined ? "TLS_KEY" : "TLS_CERTIFICATE",
        TLS_KEY === undefined ? "TLS_CERTIFICATE" : "TLS_KEY",
      ),
    )
  if ((SMTP_URL === undefined) !== (MAIL_FROM === undefined))
    faults.push(
      both(
        MAIL_FROM === undefined ? "MAIL_FROM" : "SMTP_URL",
        MAIL_FROM === undefined ? "SMTP_URL" : "MAIL_FROM",
      ),
    )
  return faults
}

/** A file with secrets that others may read. */
function modeFault(file: string): Fault[] {
  const mode = statSync(file).mode & 0o077
  return mode === 0
    ? []
    : [
        {
          place: file,
          name: "mode",
          zh: `文件含密钥却可被他人读取，请运行 chmod 600 ${file}`,
          en: `holds secrets and others may read it: chmod 600 ${file}`,
        },
      ]
}

/**
 * Reads the configuration of a file and of the environment (SHIGE_…, which goes before the file); without a file the
 * environment says everything. Throws Refused with a line for each fault.
 */
export function readConfiguration(file: string | null, environment: NodeJS.ProcessEnv): Configuration {
  const faults: Fault[] = []
  const path = file === null ? null : resolve(file)
  const given = path === null ? new Map<string, Given>() : readLines(readFile(path), file ?? path, faults)
  for (const [name, value] of Object.entries(environment))
    if (name.startsWith(PREFIX) && value !== undefined)
      given.set(name.slice(PREFIX.length), { value, place: name })
  const read = faultsOf(given, file)
  faults.push(...read.faults, ...(path === null ? [] : modeFault(path)))
  if (read.settings) faults.push(...pairFaults(read.settings, file))
  const { settings } = read
  if (!settings || faults.length > 0)
    throw new Refused(
      `配置有 ${faults.length} 处须改，没有启动：`,
      `The configuration has faults, nothing was started:\n${faults.map((fault) => `  ${line(fault)}`).join("\n")}`,
    )
  const from = path === null ? process.cwd() : dirname(path)
  for (const name of ["TLS_CERTIFICATE", "TLS_KEY", "BACKUP_FOLDER"] as const)
    if (settings[name] !== undefined) settings[name] = resolve(from, settings[name])
  return { file: path, settings, data: resolve(from, settings.DATA) }
}
