/** Uses the REST interface by types that are generated from its OpenAPI document; what it finds it prints as JSON. */

import createClient from "openapi-fetch";
import type { paths } from "./schema";

const client = createClient<paths, "application/json">({ baseUrl: process.argv[2] });

/** Return all organisations, part by part. */
async function organisations(): Promise<string[]> {
  const found: string[] = [];
  for (;;) {
    const { data, error } = await client.GET("/api/v1/organisations", {
      params: { query: { lang: "en", limit: 2, offset: found.length } },
    });
    if (error || !data) throw new Error(JSON.stringify(error));
    found.push(...data.items.map((item) => item.iri ?? ""));
    if (!data.next) return found;
  }
}

const found = await organisations();
const id = found[0]?.split("/id/")[1] ?? "";
const entity = await client.GET("/api/v1/entities/{entity_id}", {
  params: { path: { entity_id: id }, query: { lang: "en" } },
});
const missing = await client.GET("/api/v1/entities/{entity_id}", { params: { path: { entity_id: "a/b/c" } } });
const answer = await client.GET("/api/v1/questions/{name}/answer", { params: { path: { name: "roles" } } });
const search = await client.GET("/api/v1/search", { params: { query: { q: entity.data?.label ?? "" } } });

console.log(
  JSON.stringify({
    organisations: found,
    label: entity.data?.label,
    missing: missing.error && "status" in missing.error ? missing.error.status : null,
    columns: answer.data?.columns,
    first: search.data?.items[0]?.iri,
  }),
);
