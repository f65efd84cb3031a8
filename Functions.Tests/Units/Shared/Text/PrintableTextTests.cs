using CamFunctions.Shared.Text;

namespace CamFunctions.Tests.Shared.Text;

public sealed class PrintableTextTests
{
    [Theory]
    [InlineData("a cat 🐈‍⬛ – übung 猫 \\u001B.png")]
    [InlineData("")]
    public void Ordinary_text_stays_as_it_is(string text) => Assert.Equal(text, PrintableText.Line(text));

    [Theory]
    [InlineData("\u001b[2Jgone", "\\u001B[2Jgone")]
    [InlineData("a\nb.png: cat", "a\\u000Ab.png: cat")]
    [InlineData("a\rb\tc\0", "a\\u000Db\\u0009c\\u0000")]
    [InlineData("\u007f\u009b1m\u0085", "\\u007F\\u009B1m\\u0085")]
    [InlineData("\u2028\u2029", "\\u2028\\u2029")]
    [InlineData("a\u202egpj.exe\u2066\u200f\u061c", "a\\u202Egpj.exe\\u2066\\u200F\\u061C")]
    public void What_a_terminal_would_act_on_is_written_out(string text, string line) => Assert.Equal(line, PrintableText.Line(text));

    [Fact]
    public void Several_lines_stay_several_lines() =>
        Assert.Equal("first\\u001B[1m\nsecond\n", PrintableText.Lines("first\u001b[1m\r\nsecond\n"));
}
