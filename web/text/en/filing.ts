import type { filing as zh } from "../zh/filing.ts"

export const filing: typeof zh = {}
