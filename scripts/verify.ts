/**
 * `npm run verify`: derives the outcome of a programme from its archive again, by the same code as the application, and
 * compares the archive with the hash that was published. The sentence of its call says the rest.
 */
import { createHash } from "node:crypto"
import { readFileSync, statSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { parseArgs } from "node:util"
import { answerHelp } from "./call.ts"
import { bind, type Claim, differences } from "./verify/binding.ts"
import { fetchBytes, fetchPublished } from "./verify/published.ts"
import { MOST_BYTES, readArchive, Unreadable } from "./verify/read-archive.ts"
import { type Report, verifyLines } from "./verify/report.ts"

const usage = `npm run verify -- programme.json --hash HASH [--seconds N]
npm run verify -- [programme.json] https://…/programmes/NAME [--seconds N]
Derives a programme again from its archive, and compares that with what was published: HASH is the one on the programme's
page; with the address of that page it is read there, and so is the file where none is given.
Status 0: everything follows from the published archive. 1: something does not. 2: no hash was given, nothing was proved.`

interface Call {
  file: string | null
  address: string | null
  hash: string | null
  seconds: number
}

function callOf(): Call {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { hash: { type: "string" }, seconds: { type: "string", default: "60" } },
  })
  const isAddress = (text: string) => /^[a-z]+:\/\//i.test(text)
  const [address = null, more] = positionals.filter(isAddress)
  const [file = null, another] = positionals.filter((text) => !isAddress(text))
  if ((file ?? address) === null || more !== undefined || another !== undefined) throw new Unreadable(usage)
  const { hash = null } = values
  if (hash !== null && !/^[0-9a-f]{64}$/i.test(hash))
    throw new Unreadable("--hash is a hash of 64 hexadecimal digits, as the programme's page shows it.")
  if (hash !== null && file === null && address !== null && !URL.canParse(address))
    throw new Unreadable(usage)
  const seconds = /^\d{1,4}$/.test(values.seconds) ? Number(values.seconds) : 0
  if (seconds < 1) throw new Unreadable("--seconds is a whole number of seconds, at least 1.")
  return { file, address, hash: hash?.toLowerCase() ?? null, seconds }
}

function fileBytes(file: string): Uint8Array {
  const { size } = statSync(file)
  if (size > MOST_BYTES)
    throw new Unreadable(`${file} is larger than ${MOST_BYTES / 1024 / 1024} MB, the most that is read.`)
  return readFileSync(file)
}

/** Carries a call out. Throws Unreadable. */
export async function verify({ file, address, hash, seconds }: Call): Promise<Report> {
  const published = address === null ? null : await fetchPublished(address, seconds)
  const newest = published?.archives.at(-1)
  const theirs = async () => {
    if (!published || !newest)
      throw new Unreadable(`${address} publishes no archive that everybody may have: give the file.`)
    return fetchBytes(new URL(newest.file, published.origin).href, { seconds })
  }
  const bytes = file === null ? await theirs() : fileBytes(file)
  const { archive, spelling } = readArchive(bytes)
  const found = createHash("sha256").update(bytes).digest("hex")
  const claim: Claim | null =
    published && address !== null && hash === null
      ? { kind: "published", published, address }
      : hash === null
        ? null
        : { kind: "hash", hash }
  const binding = bind(archive, found, claim)
  if (binding.bound === false && file !== null && newest) {
    const told = differences(archive, readArchive(await theirs()).archive)
    binding.lines.push(...told.slice(0, 20).map((line) => `         ${line}`))
    if (told.length > 20) binding.lines.push(`         … ${told.length - 20} more`)
  }
  return verifyLines(archive, spelling, binding)
}

async function main(): Promise<void> {
  answerHelp(usage)
  const { lines, status } = await verify(callOf())
  console.log(lines.join("\n"))
  process.exitCode = status
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  })
