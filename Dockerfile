# Everything is built in the first stages; the last one holds what runs, and runs as nobody special.
#
#   docker build -t porchlight .
#   docker run -p 4100:4100 -v porchlight:/data porchlight

FROM node:22-bookworm-slim AS build
WORKDIR /app
COPY . .
RUN npm run build

# The command with its production packages alone, links between packages resolved.
FROM build AS deploy
RUN node .tools/bin/pnpm --filter @porchlight/server deploy --prod --legacy /deploy

FROM node:22-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4100 PORCHLIGHT_DATA=/data
WORKDIR /app
COPY --from=deploy /deploy ./
COPY --from=build /app/packages/widget/dist ./widget
COPY --from=build /app/apps/inbox/dist ./inbox
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 4100
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:'+process.env.PORT+'/healthz').then(r=>process.exit(r.ok?0:1),()=>process.exit(1))"]
CMD ["node", "bin/porchlight.mjs", "start", "--widget", "widget", "--inbox", "inbox"]
