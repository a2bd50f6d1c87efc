import { readFileSync } from "node:fs"
import { join } from "node:path"
import ts from "typescript"
import type { Fault } from "./fault.ts"
import { edited } from "./find.ts"

/** That a name is no longer used tells of no fault: whoever makes one takes the name away with it. */
const unused = new Set([6133, 6138, 6192, 6196, 6198, 6199, 6205])

/** That a name is not known: somebody who takes one function of a package for another imports it. */
const unknown = new Set([2304, 2552])

/** Asks the type checker about faults: the first complaint about the file with the fault in it, null when it has none. */
export function typeChecker(root: string, files: readonly string[]): (fault: Fault) => string | null {
  const read = ts.readConfigFile(join(root, "tsconfig.json"), ts.sys.readFile)
  const { options } = ts.parseJsonConfigFileContent(read.config ?? {}, ts.sys, root)
  const changed = new Map<string, { text: string; version: number }>()
  let versions = 0
  const service = ts.createLanguageService({
    getCompilationSettings: () => options,
    getScriptFileNames: () => files.map((file) => join(root, file)),
    getScriptVersion: (name) => String(changed.get(name)?.version ?? 0),
    getScriptSnapshot(name) {
      const text = changed.get(name)?.text ?? ts.sys.readFile(name)
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text)
    },
    getCurrentDirectory: () => root,
    getDefaultLibFileName: (own) => ts.getDefaultLibFilePath(own),
    fileExists: ts.sys.fileExists,
    readFile: ts.sys.readFile,
    readDirectory: ts.sys.readDirectory,
    directoryExists: ts.sys.directoryExists,
    getDirectories: ts.sys.getDirectories,
    realpath: ts.sys.realpath,
  })
  return ({ file, operator, edits }) => {
    const name = join(root, file)
    const text = readFileSync(name, "utf8")
    changed.set(name, { text: edited(text, edits), version: ++versions })
    const found = [...service.getSyntacticDiagnostics(name), ...service.getSemanticDiagnostics(name)]
    changed.set(name, { text, version: ++versions })
    const query = operator === "move a query's comparison"
    const first = found.find(({ code }) => !unused.has(code) && !(query && unknown.has(code)))
    return first ? `TS${first.code}: ${ts.flattenDiagnosticMessageText(first.messageText, " ")}` : null
  }
}
