/** How a command is called: prints it and ends the process well when the call asks for help, `--help` or `-h`. */
export function answerHelp(usage: string, args: readonly string[] = process.argv.slice(2)): void {
  if (!args.includes("--help") && !args.includes("-h")) return
  console.log(usage)
  process.exit(0)
}
