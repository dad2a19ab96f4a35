/** The description of the API: OpenAPI 3.1 as JSON, and a page of it that needs no script and nothing from elsewhere. */
import swagger from '@fastify/swagger'
import type { FastifyInstance } from 'fastify'
import { jsonSchemaTransform } from 'fastify-type-provider-zod'
import { z } from 'zod'

const described = z.object({
  paths: z.record(
    z.string(),
    z.record(z.string(), z.object({ summary: z.string().optional(), tags: z.array(z.string()).optional() })),
  ),
})

export async function addDocs(app: FastifyInstance, version: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'CareSync headquarters',
        version,
        description: 'Refusals are application/problem+json; their code is stable.',
      },
      components: { securitySchemes: { device: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } } },
    },
    transform: jsonSchemaTransform,
  })
  app.get('/docs/json', { schema: { hide: true } }, () => app.swagger())
  app.get('/docs', { schema: { hide: true } }, async (_, reply) => {
    const { paths } = described.parse(app.swagger())
    return reply.header('content-type', 'text/html; charset=utf-8').send(pageOf(paths, version))
  })
}

function pageOf(paths: z.output<typeof described>['paths'], version: string): string {
  const rows = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(
      ([method, { summary = '', tags = [] }]) =>
        `<tr><td>${method.toUpperCase()}</td><td><code>${escape(path)}</code></td><td>${escape(tags.join(', '))}</td><td>${escape(summary)}</td></tr>`,
    ),
  )
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>CareSync headquarters: API</title>
<h1>CareSync headquarters ${escape(version)}</h1>
<p>Everything in detail, with the shapes of bodies and answers: <a href="/docs/json">OpenAPI 3.1</a>.</p>
<table>
<tr><th>Method</th><th>Path</th><th>Part</th><th>Does</th></tr>
${rows.join('\n')}
</table>
</html>
`
}

const escape = (text: string): string => text.replace(/[&<>"]/g, found => `&#${found.charCodeAt(0)};`)
