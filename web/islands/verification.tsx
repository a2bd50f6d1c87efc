import { startVerification } from "./verification/start.ts"

startVerification()
