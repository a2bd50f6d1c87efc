import { randomBytes } from "node:crypto"
import { existsSync } from "node:fs"
import { mkdir, open, readFile } from "node:fs/promises"
import { dirname, join, resolve } from "node:path"
import { createInterface } from "node:readline"
import { readCityPlaces } from "../../schema/seed/places/read-city-places.ts"
import { readEmail } from "../../worker/domain/identity/email.ts"
import type { Place } from "../../worker/domain/place.ts"
import { prepareCity } from "../cell/prepare-city.ts"
import { seedPlaces } from "../seeding/base.ts"
import { newKey } from "./backup/archive.ts"
import { readConfiguration } from "./configuration.ts"
import { claimFolder, databaseFile, markFolder } from "./folder.ts"
import { questions } from "./questions.ts"
import { Refused } from "./refused.ts"
import { databaseUrl } from "./settings.ts"

type Name = keyof typeof questions
type Answers = Record<Name, string>

/** Asks what no flag has said; an empty line takes what is usual. Lines may come from a pipe. Throws Refused at their end. */
async function ask(flags: Partial<Record<Name, string | undefined>>): Promise<Answers> {
  const answers: Partial<Answers> = {}
  const open = (Object.keys(questions) as Name[]).filter((name) => flags[name] === undefined)
  const input = open.length > 0 ? createInterface({ input: process.stdin, terminal: false }) : null
  const lines = input?.[Symbol.asyncIterator]()
  for (const name of Object.keys(questions) as Name[]) {
    const { zh, en, usual } = questions[name]
    const given = flags[name]
    if (given !== undefined) {
      answers[name] = given.trim()
      continue
    }
    process.stdout.write(`${zh} · ${en}${usual ? ` [${usual}]` : ""}: `)
    const line = await lines?.next()
    const said = line?.done ? "" : String(line?.value ?? "").trim()
    if (said === "" && usual === null)
      throw new Refused(`须回答“${zh}”（或用 --${name}）。`, `This needs an answer: ${en} (or --${name}).`)
    answers[name] = said || (usual ?? "")
  }
  input?.close()
  return answers as Answers
}

const quoted = (name: string, value: string) => (value === "" ? `# ${name} =` : `${name} = ${value}`)

function fileOf(answers: Answers, recipient: string): string {
  return `# Settings of npm run serve; every one stands in scripts/serve/README.md.
CELL = ${answers.code}
CELL_NAME = ${answers.name}
HOSTS = ${answers.host}
LISTEN = ${answers.listen}
DATA = ${answers.data}

# Signs cookies, seals letters and second factors. Without it no backup of the database can be used: keep a copy apart.
AUTH_SECRET = ${randomBytes(32).toString("hex")}

${quoted("SMTP_URL", answers.smtp)}
${quoted("MAIL_FROM", answers.from)}

# Every night a backup, which only the key in backup-key.txt opens: keep that key apart from this machine.
BACKUP_FOLDER = backups
BACKUP_RECIPIENT = ${recipient}

# Behind a proxy: its address, and the header in which it says the visitor's.
# TRUSTED_PROXIES = 127.0.0.1
# ADDRESS_HEADER = x-forwarded-for

# Or TLS by itself; the files are read again when they change.
# TLS_CERTIFICATE = certificate.pem
# TLS_KEY = key.pem
# HSTS = max-age=31536000
`
}

/** Writes a new file for its owner only; it is on the disk before anything stands on it. Throws Refused when there is one. */
async function writeNew(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true })
  const handle = await open(file, "wx", 0o600).catch((error: NodeJS.ErrnoException) => {
    throw new Refused(
      `配置文件 ${file} 写不了（${error.code}）。`,
      `The configuration ${file} cannot be written (${error.code}).`,
    )
  })
  try {
    await handle.writeFile(text)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

export interface InitCall {
  file: string
  flags: Partial<Record<Name, string | undefined>>
  /** A file of places, for a city that is not Chengdu. */
  places: string | undefined
}

async function placesOf({ code, name }: Answers, file: string | undefined): Promise<Place[]> {
  if (file === undefined)
    return code === "510100" ? seedPlaces() : [{ code, name, kind: "city", parentCode: null, zoneCode: null }]
  const text = await readFile(resolve(file), "utf8").catch((error: NodeJS.ErrnoException) => {
    throw new Refused(
      `地点文件 ${file} 读不出来（${error.code}）。`,
      `--places: ${file} cannot be read (${error.code}).`,
    )
  })
  return readCityPlaces(text, { code, name })
}

/**
 * Makes a city: the configuration with its secrets, the folder, the database with places and edition, the first operator.
 * What was begun and broken off goes on when it is called again with the same file. Answers the operator's password, null
 * when there was one already.
 */
export async function init({
  file,
  flags,
  places,
}: InitCall): Promise<{ email: string; password: string | null }> {
  const path = resolve(file)
  const fresh = !existsSync(path)
  if (!fresh) {
    const known = readConfiguration(file, process.env)
    if (existsSync(databaseFile(known.data)) && existsSync(`${known.data}/city.json`))
      throw new Refused(
        `${file} 的城市已经建好：请直接运行 npm run serve。`,
        `The city of ${file} is there already: run npm run serve.`,
      )
  }
  const answers = await ask(flags)
  if (!readEmail(answers["operator-email"]))
    throw new Refused("--operator-email 须为邮箱地址。", "--operator-email must be an e-mail address.")
  const placed = await placesOf(answers, places)
  if (fresh) {
    const { identity, recipient } = await newKey()
    await writeNew(
      join(dirname(path), "backup-key.txt"),
      `# opens the backups of ${answers.host}\n${identity}\n`,
    )
    await writeNew(path, fileOf(answers, recipient))
  }
  const configuration = readConfiguration(file, process.env)
  const { settings, data } = configuration
  const giveBack = await claimFolder(data)
  try {
    const { password } = await prepareCity(
      {
        url: databaseUrl(configuration),
        authToken: settings.LIBSQL_AUTH_TOKEN,
        code: settings.CELL,
        name: answers.name,
        places: placed,
        operator: { email: answers["operator-email"], name: answers["operator-name"] },
      },
      new Date(),
    )
    await markFolder(data, settings.CELL)
    return { email: answers["operator-email"], password }
  } finally {
    giveBack()
  }
}
