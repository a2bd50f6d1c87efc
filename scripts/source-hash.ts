import { createHash } from "node:crypto"
import { existsSync, statSync } from "node:fs"
import { readdir, readFile } from "node:fs/promises"
import { join, relative } from "node:path"
import { fileURLToPath } from "node:url"

const root = fileURLToPath(new URL("..", import.meta.url))

/** Files at and below a path of the project, as paths from its root. */
async function filesBelow(path: string): Promise<string[]> {
  const full = join(root, path)
  if (!existsSync(full)) return []
  if (statSync(full).isFile()) return [path]
  const entries = await readdir(full, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
}

/** Hash over the names and contents of files and folders (paths from the project's root): 12 hexadecimal digits. */
export async function sourceHash(paths: readonly string[]): Promise<string> {
  const files = (await Promise.all(paths.map(filesBelow))).flat().sort()
  const hash = createHash("sha256")
  for (const file of files) hash.update(`${file}\0`).update(await readFile(join(root, file)))
  return hash.digest("hex").slice(0, 12)
}
