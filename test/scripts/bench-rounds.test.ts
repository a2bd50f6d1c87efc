import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { expect, test } from "vitest"
import { median } from "../../scripts/bench/abba.ts"
import { load } from "../../scripts/bench/load.ts"
import { abbaRates, percentile } from "../../scripts/bench/rounds.ts"

test("rounds go A B B A and their ratio is B over A", async () => {
  const order: string[] = []
  const measure = (name: string, value: number) => async () => {
    order.push(name)
    return value
  }
  const result = await abbaRates(measure("a", 2), measure("b", 3), 2)
  expect(order.join("")).toBe("abbaabba")
  expect(result).toEqual({ ratio: 1.5, spread: [1.5, 1.5], a: 2, b: 3 })
})

test("median and nearest-rank percentile", () => {
  expect(median([5, 1, 3])).toBe(3)
  expect(percentile([4, 1, 3, 2], 0.5)).toBe(2)
  expect(percentile([4, 1, 3, 2], 0.99)).toBe(4)
})

test("the load generator counts whole answers, with a length or in chunks, and refuses errors", async () => {
  const server = createServer((request, answer) => {
    if (request.url === "/broken") answer.statusCode = 500
    if (request.url === "/chunks") answer.write("x".repeat(70_000))
    answer.end("ok")
  }).listen(0, "127.0.0.1")
  let answered = 0
  server.on("request", (_, answer) => answer.on("finish", () => answered++))
  await new Promise((ready) => server.on("listening", ready))
  const url = (path: string) => new URL(path, `http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  for (const path of ["/", "/chunks"]) {
    answered = 0
    const { latencies } = await load({ url: url(path), connections: 3, milliseconds: 200 })
    expect(latencies.length).toBeGreaterThan(3)
    expect(answered).toBe(latencies.length)
  }
  await expect(load({ url: url("/broken"), connections: 1, milliseconds: 100 })).rejects.toThrow("500")
  server.close()
})
