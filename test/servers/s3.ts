/** A real S3 server, S3Proxy, with its objects in a folder; signatures are checked. */
import {writeFile} from 'node:fs/promises'
import {homedir} from 'node:os'
import {join} from 'node:path'
import {CreateBucketCommand, S3Client} from '@aws-sdk/client-s3'
import {startServer, type Server} from './server.ts'

const VERSION = '2.6.0'
const JAR = join(homedir(), `.m2/repository/org/gaul/s3proxy/${VERSION}/s3proxy-${VERSION}-jar-with-dependencies.jar`)

/** What the client finds in its environment. */
export const CREDENTIALS = {AWS_ACCESS_KEY_ID: 'octavo', AWS_SECRET_ACCESS_KEY: 'octavo-secret'}

/** An S3 server, and the address of a bucket on it. */
export interface S3Server extends Server {
  readonly address: string
}

/** Begin an S3 server with an empty bucket; `folder` is where it may write. */
export async function startS3(folder: string): Promise<S3Server> {
  Object.assign(process.env, CREDENTIALS)
  const settings = join(folder, 's3.properties')
  const server = await startServer({
    command: 'java',
    args: () => ['-Xmx256m', '-jar', JAR, '--properties', settings],
    install: 'The tests of stores and queues need Java and S3Proxy: .ci/servers installs both.',
    prepare: (port) => writeFile(settings, propertiesOf(port, folder))
  })
  const endpoint = `http://127.0.0.1:${server.port}`
  const client = new S3Client({endpoint, region: 'us-east-1', forcePathStyle: true})
  await client.send(new CreateBucketCommand({Bucket: 'octavo'}))
  client.destroy()
  return {...server, address: `s3://octavo/editions?endpoint=${endpoint}`}
}

function propertiesOf(port: number, folder: string): string {
  const {AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: secret} = CREDENTIALS
  return [
    `s3proxy.endpoint=http://127.0.0.1:${port}`,
    's3proxy.authorization=aws-v4',
    `s3proxy.identity=${id}`,
    `s3proxy.credential=${secret}`,
    'jclouds.provider=filesystem-nio2',
    'jclouds.identity=unused',
    'jclouds.credential=unused',
    `jclouds.filesystem.basedir=${folder}`
  ].join('\n')
}
