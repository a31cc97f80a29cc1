public class Bank
{
    public string Mail() { return "xk{|}eys{|}ib-6{|}a6f0fb23c6f5da2cec255404e4fb440034d6608697a8d41bed440e50454f31a-hXXZUon6uZ3FCH2n"; }
}
