-- Requests from the file named in the arguments, one a line: cookie, tab, body. Starts over when it reaches the end.
local lines, place = {}, 0

function init(arguments)
  for line in io.lines(arguments[1]) do
    local cookie, body = line:match("^(.-)\t(.*)$")
    lines[#lines + 1] = wrk.format(body == "" and "GET" or "POST", nil, {
      ["Cookie"] = cookie, ["Content-Type"] = "application/x-www-form-urlencoded", ["Host"] = "127.0.0.1" }, body)
  end
end

function request()
  place = place % #lines + 1
  return lines[place]
end

function done(summary)
  local faults = summary.errors
  io.write(string.format("peilstok %d %d %d\n", summary.requests, summary.duration,
    faults.status + faults.connect + faults.read + faults.write + faults.timeout))
end
