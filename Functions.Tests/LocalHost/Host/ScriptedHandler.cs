namespace CamFunctions.Tests.LocalHost.Host;

/// <summary>A small custom handler whose behaviour is determined by the blob's name, for testing the host's rules.</summary>
internal static class ScriptedHandler
{
    public const string FileName = "handler.js";

    /// <summary>
    /// <c>STARTS</c> lists what the runs do: <c>ok</c>, <c>silent</c>, or an exit code; the last one holds for all further runs.
    /// The part of a blob's name before the first dot or underscore determines what its invocation does.
    /// </summary>
    public const string Source = """
        const fs = require('fs');
        const http = require('http');
        fs.appendFileSync('starts', '.');
        const run = fs.readFileSync('starts').length;
        const starts = process.env.STARTS.split(',');
        const start = starts[Math.min(run, starts.length) - 1];
        const stop = code => { console.error(`stopping with ${code}`); process.exit(code); };
        const held = [];
        let released = false;
        const answer = (response, body, type = 'application/json', status = 200) => {
          response.writeHead(status, type ? { 'content-type': type } : {});
          response.end(body);
        };
        const success = (response, name) => answer(response, JSON.stringify({ Outputs: {}, Logs: [`did ${name}`], ReturnValue: null }));
        const behaviours = {
          ok: success,
          okOnly2: (response, name) => run > 1 ? success(response, name) : undefined,
          held: (response, name) => released || run > 1 ? success(response, name) : held.push(() => success(response, name)),
          flaky: (response, name) => released ? success(response, name) : answer(response, '{"error":"not yet"}', undefined, 500),
          error: response => answer(response, '{"error":"the disk is full"}', 'application/json', 500),
          empty: response => answer(response, ''),
          nocontent: response => answer(response, undefined, null, 204),
          nothing: response => answer(response, 'null'),
          break: response => response.socket.destroy(),
        };
        const handle = (request, response, body) => {
          if (request.url === '/release') {
            released = true;
            held.splice(0).forEach(finish => finish());
            return answer(response, '{}');
          }
          if (request.url !== '/Work') return answer(response, '', null, 404);
          const name = JSON.parse(JSON.parse(body).Metadata.name);
          const [behaviour, code] = name.split(/[._]/);
          console.log(`invoked ${name}`);
          if (behaviour === 'exit') return stop(Number(code));
          behaviours[behaviour](response, name);
        };
        if (!isNaN(start)) stop(Number(start));
        if (process.env.CHILD) console.log(`child ${require('child_process').spawn('sleep', ['600']).pid}`);
        const server = http.createServer((request, response) => {
          let body = '';
          request.on('data', piece => body += piece);
          request.on('end', () => handle(request, response, body));
        });
        start === 'silent' ? setInterval(() => {}, 1000) : server.listen(process.env.FUNCTIONS_CUSTOMHANDLER_PORT, '127.0.0.1');
        """;
}
