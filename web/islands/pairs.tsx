import { startPair } from "./evidence/pair.ts"

for (const pair of document.querySelectorAll<HTMLElement>("[data-pair]")) startPair(pair)
