import { readdirSync, readFileSync } from "node:fs"

/** Memory of one server process at a moment, in megabytes. */
export interface ProcessMemory {
  pid: number
  name: string
  megabytes: number
  /** Of them those of files (programs, databases): the kernel's to drop whenever it needs room. */
  ofFiles: number
}

function parentOf(pid: number): { parent: number; name: string } | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8")
    const end = text.lastIndexOf(")")
    const name = text.slice(text.indexOf("(") + 1, end)
    return { parent: Number(text.slice(end + 2).split(" ")[1]), name }
  } catch {
    return null
  }
}

/** What a process holds, pages that several share counted in parts (Pss); null when it has just ended. */
function heldBy(pid: number): Pick<ProcessMemory, "megabytes" | "ofFiles"> | null {
  try {
    const text = readFileSync(`/proc/${pid}/smaps_rollup`, "utf8")
    const megabytes = (name: string) =>
      Number(new RegExp(`^${name}:\\s+(\\d+) kB`, "m").exec(text)?.[1]) / 1024
    return { megabytes: megabytes("Pss"), ofFiles: megabytes("Pss_File") }
  } catch {
    return null
  }
}

/** A process and everything that it has started, with what each holds. Linux only: it reads /proc. */
export function memoryOfTree(root: number): ProcessMemory[] {
  const all = readdirSync("/proc")
    .filter((entry) => /^\d+$/.test(entry))
    .flatMap((entry) => {
      const found = parentOf(Number(entry))
      return found ? [{ pid: Number(entry), ...found }] : []
    })
  const tree = new Set([root])
  for (let before = 0; before !== tree.size; ) {
    before = tree.size
    for (const { pid, parent } of all) if (tree.has(parent)) tree.add(pid)
  }
  return all
    .filter(({ pid }) => tree.has(pid))
    .flatMap(({ pid, name }) => {
      const held = heldBy(pid)
      return held === null ? [] : [{ pid, name, ...held }]
    })
}

/** Megabytes of all processes together. */
export const totalOf = (processes: readonly ProcessMemory[]): number =>
  processes.reduce((sum, { megabytes }) => sum + megabytes, 0)

/** Megabytes that no file stands behind, of all processes together. */
export const anonymousOf = (processes: readonly ProcessMemory[]): number =>
  processes.reduce((sum, { megabytes, ofFiles }) => sum + megabytes - ofFiles, 0)

/** Slope of the line that fits the points best (least squares), per unit of x; 0 for fewer than two moments. */
export function slope(points: readonly (readonly [x: number, y: number])[]): number {
  const mean = (at: 0 | 1) => points.reduce((sum, point) => sum + point[at], 0) / points.length
  const [meanX, meanY] = [mean(0), mean(1)]
  const spread = points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0)
  if (!(spread > 0)) return 0
  return points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0) / spread
}
